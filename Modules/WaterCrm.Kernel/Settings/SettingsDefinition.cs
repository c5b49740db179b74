using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Settings;

/// <summary>What the attributes of a settings record say. A record that cannot be shown as a form stops the start with the reason.</summary>
public sealed partial class SettingsDefinition
{
    private readonly SettingsGroupAttribute said;

    internal SettingsDefinition(Type type)
    {
        Type = type;
        said = type.GetCustomAttribute<SettingsGroupAttribute>() ?? throw Wrong("has no [SettingsGroup(key, title)]");
        if (!KeyForm().IsMatch(said.Key)) throw Wrong($"has the key '{said.Key}'; write it in small letters, digits and hyphens");
        Fields = [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite).Select(p => new SettingField(p))];
        if (Fields.Count == 0) throw Wrong("has nothing that can be set");
        Id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"settings:{said.Key}")).AsSpan(0, 16));
    }

    public Type Type { get; }

    public string Key => said.Key;

    public string Title => said.Title;

    public string? Help => said.Help;

    public int Order => said.Order;

    public string? Page => said.Page;

    /// <summary>By which the audit names the group; the same in every installation.</summary>
    public Guid Id { get; }

    internal IReadOnlyList<SettingField> Fields { get; }

    /// <summary>The values a new installation has.</summary>
    internal object Shipped() => Activator.CreateInstance(Type)!;

    /// <summary>Reads what was stored. What an older version did not know has its default; what a newer one added is left out.</summary>
    internal object Parse(string? json) => json is null ? Shipped() : JsonSerializer.Deserialize(json, Type) ?? Shipped();

    internal string ToJson(object settings) => JsonSerializer.Serialize(settings, Type, Forms.FormValuesConverter.Readable);

    /// <summary>For each setting that differs its old and its new value as the audit keeps them.</summary>
    internal Dictionary<string, string?[]> Differences(object before, object now) =>
        Fields.Where(f => !f.Same(before, now)).ToDictionary(f => f.Name, f => f.IsSecret ? (string?[])["***", "***"] : [f.Text(before), f.Text(now)]);

    private InvalidOperationException Wrong(string what) => new($"The settings {Type.FullName} cannot be used: it {what}.");

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,59}\z")]
    private static partial Regex KeyForm();
}
