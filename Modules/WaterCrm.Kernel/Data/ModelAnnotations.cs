using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace WaterCrm.Kernel.Data;

/// <summary>What the kernel wants to know about a property beyond its type.</summary>
public static class ModelAnnotations
{
    internal const string Secret = "WaterCrm:Secret";
    internal const string Ordinal = "WaterCrm:Ordinal";
    internal const string Personal = "WaterCrm:Personal";

    /// <summary>The audit says that it changed, never from what to what.</summary>
    public static PropertyBuilder<T> IsSecret<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Secret, true);

    /// <summary>A key that is sorted and paged by its bytes, on both databases alike.</summary>
    public static PropertyBuilder<T> IsSortKey<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Ordinal, true);

    /// <summary>It tells who somebody is or how to reach them: masked for some readers, and taken out when the person asks to be forgotten.</summary>
    public static PropertyBuilder<T> IsPersonal<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Personal, true);
}
