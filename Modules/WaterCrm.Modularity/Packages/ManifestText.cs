using System.Reflection.Metadata;
using WaterCrm.Modularity.Manifest;

namespace WaterCrm.Modularity.Packages;

/// <summary>An attribute of the manifest as it stands in the metadata.</summary>
/// <param name="Type">The attribute's name, without its namespace.</param>
/// <param name="Values">What it says; where it says nothing, the attribute's own default holds.</param>
internal sealed record ManifestText(string Type, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>Null for an attribute that is none of the manifest's.</summary>
    public static ManifestText? Of(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind is not HandleKind.MemberReference) return null;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        if (parent.Kind is not HandleKind.TypeReference) return null;
        var type = metadata.GetTypeReference((TypeReferenceHandle)parent);
        if (metadata.GetString(type.Namespace) != typeof(ModuleAttribute).Namespace) return null;

        return new ManifestText(metadata.GetString(type.Name), attribute.DecodeValue(TypeNames.Only).NamedArguments.ToDictionary(a => a.Name!, a => a.Value));
    }

    public string Text(string property, string otherwise) => Values.GetValueOrDefault(property) is string { Length: > 0 } text ? text : otherwise;

    public IEnumerable<string> Texts(string property) =>
        Values.GetValueOrDefault(property) is IEnumerable<CustomAttributeTypedArgument<string>> texts ? texts.Select(t => t.Value).OfType<string>() : [];

    /// <summary>The decoder asks what types are called; a manifest holds text, texts, and yes or no.</summary>
    private sealed class TypeNames : ICustomAttributeTypeProvider<string>
    {
        public static readonly TypeNames Only = new();

        public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

        public string GetSystemType() => "System.Type";

        public string GetSZArrayType(string elementType) => elementType + "[]";

        public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeDefinition(handle).Name);

        public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => reader.GetString(reader.GetTypeReference(handle).Name);

        public string GetTypeFromSerializedName(string name) => name;

        public PrimitiveTypeCode GetUnderlyingEnumType(string type) => throw new BadImageFormatException("A manifest holds no enum.");

        public bool IsSystemType(string type) => type == "System.Type";
    }
}
