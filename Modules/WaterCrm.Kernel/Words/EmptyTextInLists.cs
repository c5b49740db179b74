using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace WaterCrm.Kernel.Words;

/// <summary>
/// A field that is left empty is null for whoever declares it <c>string?</c>; in a list of texts nobody expects null. There it stays an empty text,
/// which is looked up and found nowhere like any other that was made up.
/// </summary>
internal sealed class EmptyTextInLists : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context)
    {
        if (context.Key.MetadataKind is ModelMetadataKind.Type && context.Key.ModelType == typeof(string)) context.DisplayMetadata.ConvertEmptyStringToNull = false;
    }
}
