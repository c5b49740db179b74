using WaterCrm.Kernel.Forms;

namespace WaterCrm.Kernel.Settings;

/// <summary>
/// A record whose properties an administrator may change while the system runs. Each property has a default and a <see cref="SettingAttribute"/>;
/// register it with <see cref="SettingsServices.AddSettings{T}"/>, and what the attributes cannot say with a validator beside it.
/// </summary>
/// <param name="key">Where the group is stored and what its page is called: the module's prefix, small letters, digits and hyphens.</param>
/// <param name="title">English heading, the key of its translations.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SettingsGroupAttribute(string key, string title) : Attribute
{
    public string Key => key;

    public string Title => title;

    /// <summary>What the group is about, in a sentence.</summary>
    public string? Help { get; init; }

    /// <summary>Lower ones stand first; the utility itself is 0.</summary>
    public int Order { get; init; } = 50;

    /// <summary>The address of a page of the group's own, where a plain form does not do.</summary>
    public string? Page { get; init; }
}

/// <summary>One setting. Text, whole numbers, decimals, yes or no, and lists of texts to choose from can be set; a nullable number may be left empty.</summary>
/// <param name="label">English label, the key of its translations.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string label) : Attribute
{
    public string Label => label;

    public string? Help { get; init; }

    /// <summary>What stands behind a number.</summary>
    public string? Unit { get; init; }

    /// <summary>The smallest number that can be set; for an int by default 0.</summary>
    public double Min { get; init; } = double.NaN;

    public double Max { get; init; } = double.NaN;

    /// <summary>A text that may not be left empty.</summary>
    public bool Required { get; init; }

    /// <summary>A text of several lines.</summary>
    public bool Long { get; init; }

    /// <summary>A password or key: written once, never shown again, not in the audit and not in a log.</summary>
    public bool Secret { get; init; }

    /// <summary>The <see cref="ISettingOptions"/> that says what can be chosen.</summary>
    public Type? Options { get; init; }
}

/// <summary>What can be chosen for a setting. Made anew for each page, with whatever services its constructor wants.</summary>
public interface ISettingOptions
{
    IEnumerable<FieldOption> Offered();
}
