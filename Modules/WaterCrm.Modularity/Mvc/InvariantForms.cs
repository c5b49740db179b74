using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace WaterCrm.Modularity.Mvc;

/// <summary>
/// Browsers send numbers and dates in one machine form, whatever the page's language. Read by the culture, 1.5 would be 15 in Vietnamese.
/// </summary>
internal sealed class InvariantForms : IValueProviderFactory
{
    public async Task CreateValueProviderAsync(ValueProviderFactoryContext context)
    {
        var request = context.ActionContext.HttpContext.Request;
        if (!request.HasFormContentType) return;

        try
        {
            var form = await request.ReadFormAsync();
            context.ValueProviders.Add(new FormValueProvider(BindingSource.Form, form, CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)   // cut off, too many fields, too long: the caller's doing
        {
            throw new ValueProviderException(e.Message, e);
        }
    }
}
