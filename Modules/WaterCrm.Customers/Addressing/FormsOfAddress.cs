using System.Globalization;
using System.Text.RegularExpressions;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Addressing;

/// <summary>How people are addressed, in each language. What is said and written is data: <c>forms-of-address.json</c>.</summary>
public sealed partial class FormsOfAddress
{
    private readonly IReadOnlyDictionary<string, WaysOfALanguage> languages;
    private readonly FamilyNames families;

    internal FormsOfAddress(IReadOnlyDictionary<string, WaysOfALanguage> languages, FamilyNames families) => (this.languages, this.families) = (languages, families);

    /// <summary>The forms to choose from, those of this language first.</summary>
    public IEnumerable<(string Language, IReadOnlyList<FormOfAddress> Forms)> Offered(string? first) =>
        languages.OrderBy(l => l.Key != first).Select(l => (l.Key, l.Value.Forms));

    public FormOfAddress? Find(string? code) => code is null ? null : languages.Values.SelectMany(l => l.Forms).FirstOrDefault(f => f.Code == code);

    /// <summary>What one calls them: "Ông An", "王先生", "Mr Nguyễn".</summary>
    public string Called(Addressee who, string language) => Fill(WaysOf(who, language).Called, who);

    /// <summary>The first line of a letter to them.</summary>
    public string Letter(Addressee who, string language) => Fill(WaysOf(who, language).Letter, who);

    /// <summary>How a spoken or written message to them begins. Nobody knows the name of who left none.</summary>
    public string Greeting(Addressee? who, string language)
    {
        var ways = In(language);
        return ways.Greeting.Replace("{who}", who is null ? ways.Nobody : Called(who, language));
    }

    /// <summary>Reads the shipped file, or the one of the same name which the operator has put into the data folder. A file that cannot be used stops the start.</summary>
    public static FormsOfAddress Load(string? operatorsFile = null)
    {
        if (operatorsFile is not null && File.Exists(operatorsFile)) return Read(File.ReadAllText(operatorsFile), operatorsFile);
        using var shipped = new StreamReader(typeof(FormsOfAddress).Assembly.GetManifestResourceStream("forms-of-address.json")!);
        return Read(shipped.ReadToEnd(), "forms-of-address.json");
    }

    private static FormsOfAddress Read(string json, string file)
    {
        var read = FormsOfAddressReader.Parse(json);
        if (read.Error is not { } error) return read.Value;
        var causes = error.Fields.Select(f => $"{f.Field}: {string.Format(CultureInfo.InvariantCulture, f.Message, f.Args)}");
        throw new InvalidOperationException($"The file {file} cannot be used. {string.Join(" ", causes)}");
    }

    /// <summary>The form that was chosen; in another language the first one for the same; where there is none, what one says to anybody.</summary>
    private (string Called, string Letter) WaysOf(Addressee who, string language)
    {
        var ways = In(language);
        if (who.Kind is CustomerKind.Organisation) return (ways.Organisation.Called, ways.Organisation.Letter);

        var form = ways.Forms.FirstOrDefault(f => f.Code == who.Form) ?? (Find(who.Form)?.For is { } same ? ways.Forms.FirstOrDefault(f => f.For == same) : null);
        return form is null ? (ways.Unknown.Called, ways.Unknown.Letter) : (form.Called, form.Letter);
    }

    private WaysOfALanguage In(string language) => languages.GetValueOrDefault(language) ?? languages["en"];

    private string Fill(string pattern, Addressee who)
    {
        var called = who.CalledAs ?? who.Name;
        var parts = who.CalledAs is null && who.Kind is CustomerKind.Person ? NameParts.Of(who.Name, who.Language, families) : null;
        return Hole().Replace(pattern, hole => hole.Value switch
        {
            "{family}" => parts?.Family ?? called,
            "{given}" => parts?.Given ?? called,
            "{called}" => called,
            _ => who.Name,
        });
    }

    [GeneratedRegex(@"\{(?:name|called|family|given)\}")]
    private static partial Regex Hole();
}

/// <summary>One form of address: its lasting code, what it stands for in other languages, its name in its own language, and what is said and written.</summary>
public sealed record FormOfAddress(string Code, string? For, string Name, string Called, string Letter);

/// <summary>The ways of one language: how a message begins and to whom when no name is known, where nothing is known, for organisations, and the forms that can be chosen.</summary>
internal sealed record WaysOfALanguage(string Greeting, string Nobody, Ways Unknown, Ways Organisation, IReadOnlyList<FormOfAddress> Forms);

internal sealed record Ways(string Called, string Letter);
