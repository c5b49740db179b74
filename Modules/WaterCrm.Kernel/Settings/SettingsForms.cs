using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Settings;

/// <summary>The form of a group in the reader's language, and the way between it and the record.</summary>
public sealed class SettingsForms(IStringLocalizerFactory words, IServiceProvider services, IStringLocalizer<Utility> S)
{
    public const string Prefix = "set.";

    /// <summary>With <paramref name="now"/> given, settings that differ from a new installation say what it has.</summary>
    internal FormDefinition Of(SettingsDefinition group, object? now = null)
    {
        var (said, shipped) = (words.Create(group.Type), group.Shipped());
        return FormDefinition.Of([.. group.Fields.Select(f => f.Ask(said, services, now is null ? null : Hint(f, now, shipped)))]);
    }

    internal string Label(SettingsDefinition group, SettingField field) => words.Create(group.Type)[field.Label];

    /// <summary>What was sent. An optional secret left empty stays, and one that is needed is not asked for again.</summary>
    internal FormReading Read(SettingsDefinition group, object now, IEnumerable<KeyValuePair<string, StringValues>> posted) => FormReader.Read(Of(group, now), posted, Prefix);

    /// <summary>A record as a form would have sent it: what comes from a recipe or a program passes the same checks.</summary>
    internal FormReading Read(SettingsDefinition group, object settings) =>
        FormReader.Read(Of(group), group.Fields.Select(f => KeyValuePair.Create(f.Name, new StringValues(f.Sent(settings)))));

    /// <summary>A new record: the present one with what was read.</summary>
    internal static object Filled(SettingsDefinition group, object now, FormValues values)
    {
        var filled = group.Parse(group.ToJson(now));
        foreach (var field in group.Fields) field.Put(values, filled);
        return filled;
    }

    private string? Hint(SettingField field, object now, object shipped) => field switch
    {
        { IsSecret: true } => field.Text(now).Length > 0 ? S["Something is stored here. Leave this empty to keep it."].Value : null,
        _ when field.Same(now, shipped) => null,
        _ => field.Text(shipped) is { Length: > 0 } text ? S["As delivered: {0}", text] : S["As delivered: empty"],
    };
}
