using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Forms;

namespace WaterCrm.Kernel.Settings;

/// <summary>One property of a settings record, and how it is asked for in a form.</summary>
internal sealed class SettingField
{
    private readonly PropertyInfo property;
    private readonly SettingAttribute said;
    private readonly Type type;

    public SettingField(PropertyInfo property)
    {
        this.property = property;
        said = property.GetCustomAttribute<SettingAttribute>() ?? throw Wrong("has no [Setting(label)]");
        type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IsList = type == typeof(IReadOnlyList<string>);
        if (!IsList && type != typeof(string) && type != typeof(int) && type != typeof(decimal) && type != typeof(bool)) throw Wrong($"is a {type.Name}, for which there is no field");
        if (IsList && said.Options is null) throw Wrong("is a list and does not say what can be chosen");
        if (said.Options is { } options && !typeof(ISettingOptions).IsAssignableFrom(options)) throw Wrong($"takes its options from {options.Name}, which is no ISettingOptions");
        if (said.Secret && type != typeof(string)) throw Wrong("is a secret and no text");
    }

    public string Name => property.Name;

    public string Label => said.Label;

    public bool IsSecret => said.Secret;

    private bool IsList { get; }

    private bool MayBeEmpty => IsList || type == typeof(string) ? !said.Required || said.Secret : Nullable.GetUnderlyingType(property.PropertyType) is not null;

    /// <param name="S">The words of the settings' module.</param>
    /// <param name="services">For the options.</param>
    /// <param name="help">Stands after the setting's own help.</param>
    public FormField Ask(IStringLocalizer S, IServiceProvider services, string? help = null) => new(Name, Kind, S[said.Label].Value)
    {
        Help = string.Join(' ', new[] { said.Help is { } own ? S[own].Value : null, help }.Where(t => t is not null)) is { Length: > 0 } text ? text : null,
        Unit = said.Unit is { } unit ? S[unit].Value : null,
        Required = !MayBeEmpty,
        MaxLength = said.Long ? FormField.LongTextLength : FormField.TextLength,
        Whole = type == typeof(int),
        Min = Kind is not FieldType.Number ? null : !double.IsNaN(said.Min) ? (decimal)said.Min : type == typeof(int) ? 0 : null,
        Max = Kind is not FieldType.Number ? null : !double.IsNaN(said.Max) ? (decimal)said.Max : type == typeof(int) ? int.MaxValue : null,
        Secret = said.Secret,
        Autocomplete = "off",
        Options = said.Options is { } source ? [.. ((ISettingOptions)ActivatorUtilities.CreateInstance(services, source)).Offered()] : [],
    };

    /// <summary>The value as a form would send it.</summary>
    public string[] Sent(object settings) => property.GetValue(settings) switch
    {
        null => [],
        bool yes => [yes ? FormReader.Yes : FormReader.No],
        IReadOnlyList<string> several => [.. several],
        var one => [Convert.ToString(one, CultureInfo.InvariantCulture)!],
    };

    /// <summary>The value as one reads it.</summary>
    public string Text(object settings) => string.Join(", ", Sent(settings));

    public bool Same(object one, object other) => Sent(one).SequenceEqual(Sent(other));

    /// <summary>Puts what was read from a form into the settings. A secret left empty stays what it was.</summary>
    public void Put(FormValues values, object settings)
    {
        if (IsSecret && values.Text(Name) is null) return;
        property.SetValue(settings, IsList ? values.Choices(Name)
            : type == typeof(string) ? values.Text(Name) ?? ""
            : type == typeof(bool) ? values.YesNo(Name)
            : type == typeof(int) ? (object?)(int?)values.Number(Name)   // without the object a decimal would come out
            : values.Number(Name));
    }

    private FieldType Kind =>
        IsList ? FieldType.Choices
        : said.Options is not null ? FieldType.Choice
        : type == typeof(bool) ? FieldType.YesNo
        : type != typeof(string) ? FieldType.Number
        : said.Long ? FieldType.LongText : FieldType.Text;

    private InvalidOperationException Wrong(string what) => new($"The setting {property.DeclaringType!.FullName}.{property.Name} cannot be used: it {what}.");
}
