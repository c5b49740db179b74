using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A group's page.</summary>
/// <param name="Shown">What is stored.</param>
/// <param name="Reading">The form with what is in force, or with what was typed.</param>
public sealed record SettingsPage(SettingsShown Shown, FormReading Reading)
{
    public required string Title { get; init; }

    public string? Help { get; init; }

    /// <summary>What somebody else saved while this was typed.</summary>
    public IReadOnlyList<MetSetting> Meanwhile { get; init; } = [];
}

/// <summary>A setting that two people changed at once, in words.</summary>
public sealed record MetSetting(string Label, string Yours, string Theirs);

/// <summary>Makes the pages of the settings.</summary>
public sealed class SettingsPages(SettingsForms forms, IStringLocalizerFactory words, IStringLocalizer<Utility> S)
{
    internal SettingsPage Of(SettingsShown shown, FormReading? typed = null) => new(shown, typed ?? AsStored(shown))
    {
        Title = words.Create(shown.Group.Type)[shown.Group.Title],
        Help = shown.Group.Help is { } help ? words.Create(shown.Group.Type)[help].Value : null,
    };

    internal FormReading Read(SettingsShown shown, IEnumerable<KeyValuePair<string, StringValues>> posted) => forms.Read(shown.Group, shown.Value, posted);

    /// <summary>What the group's own rules found, in the words of its module.</summary>
    internal FormReading Explain(SettingsDefinition group, FormReading typed, IEnumerable<FieldError> problems)
    {
        var said = words.Create(group.Type);
        return typed.Also(problems.Select(p => new FieldError(p.Field, said[p.Message, p.Args])));
    }

    internal SettingsPage Met(SettingsShown theirs, FormReading typed)
    {
        var yours = SettingsForms.Filled(theirs.Group, theirs.Value, typed.Values);
        var met = theirs.Group.Differences(theirs.Value, yours);
        return Of(theirs, typed) with
        {
            Meanwhile = [.. theirs.Group.Fields.Where(f => met.ContainsKey(f.Name)).Select(f => new MetSetting(forms.Label(theirs.Group, f), met[f.Name][1] ?? "", met[f.Name][0] ?? ""))],
        };
    }

    internal ConfirmPage AskReset(SettingsShown shown, string back)
    {
        var lost = shown.Group.Differences(shown.Value, shown.Group.Shipped());
        return new ConfirmPage(S["Set everything here back to how it was delivered?"], S["Set back"], back)
        {
            Lost = [.. shown.Group.Fields.Where(f => lost.ContainsKey(f.Name)).Select(f => $"{forms.Label(shown.Group, f)}: {lost[f.Name][0]} → {lost[f.Name][1]}")],
            Destroys = true,
            Values = new Dictionary<string, string> { ["version"] = FormattableString.Invariant($"{shown.Version}") },
        };
    }

    private FormReading AsStored(SettingsShown shown) =>
        forms.Read(shown.Group, shown.Value, shown.Group.Fields.Select(f => KeyValuePair.Create(SettingsForms.Prefix + f.Name, new StringValues(f.Sent(shown.Value)))));
}
