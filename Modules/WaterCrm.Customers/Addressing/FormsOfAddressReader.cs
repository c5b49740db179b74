using System.Text.Json;
using System.Text.RegularExpressions;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.Addressing;

/// <summary>Reads <c>forms-of-address.json</c> and names everything that is wrong in it.</summary>
internal static partial class FormsOfAddressReader
{
    private const int LongestPattern = 200;

    public static Result<FormsOfAddress> Parse(string json) => DefinitionDocument.Read(json, CustomerErrors.FormsOfAddressInvalid, Read);

    private static FormsOfAddress? Read(JsonElement root, ICollection<FieldError> problems)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            new DefinitionObject(root, "", problems).Refuse("$", "An object in braces is expected here.");
            return null;
        }

        var file = new DefinitionObject(root, "", problems);
        var languages = new Dictionary<string, WaysOfALanguage>();
        if (file.Object("languages") is { } written)
        {
            foreach (var language in LocalText.Languages)
                if (written.Object(language) is { } ways) languages[language] = ReadWays(ways);
            written.NothingElse();
        }
        if (languages.Count < LocalText.Languages.Count) file.Refuse("languages", "Give the forms of address in each of: {0}.", string.Join(", ", LocalText.Languages));
        var repeated = languages.Values.SelectMany(l => l.Forms).GroupBy(f => f.Code).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null) file.Refuse("languages", "The code '{0}' is there twice.", repeated.Key);

        var families = ReadFamilies(file);
        file.NothingElse();
        return new FormsOfAddress(languages, families);
    }

    private static WaysOfALanguage ReadWays(DefinitionObject ways)
    {
        var (greeting, nobody) = (ways.Text("greeting", required: true, LongestPattern) ?? "", ways.Text("nobody", required: true, maxLength: 100) ?? "");
        if (!greeting.Contains("{who}", StringComparison.Ordinal)) ways.Refuse("greeting", "In a greeting {0} stands where the name comes.", "{who}");
        var (unknown, organisation) = (ReadPatterns(ways, "unknown"), ReadPatterns(ways, "organisation"));
        List<FormOfAddress> forms = [];
        foreach (var form in ways.Objects("forms", max: 50))
        {
            var (code, same, name) = (form.Text("code", required: true, maxLength: CustomerLimits.FormOfAddress), form.Text("for", maxLength: 40), form.Text("name", required: true, maxLength: 40));
            forms.Add(new FormOfAddress(code ?? "", same, name ?? "", Pattern(form, "called"), Pattern(form, "letter")));
            form.NothingElse();
        }
        ways.NothingElse();
        return new WaysOfALanguage(greeting, nobody, unknown, organisation, forms);
    }

    private static Ways ReadPatterns(DefinitionObject ways, string name)
    {
        if (ways.Object(name) is not { } patterns)
        {
            if (!ways.Has(name)) ways.Refuse(name, "This property is missing.");
            return new Ways("", "");
        }

        var read = new Ways(Pattern(patterns, "called"), Pattern(patterns, "letter"));
        patterns.NothingElse();
        return read;
    }

    private static string Pattern(DefinitionObject owner, string name)
    {
        var pattern = owner.Text(name, required: true, LongestPattern) ?? "";
        if (Known().Replace(pattern, "").AsSpan().IndexOfAny('{', '}') >= 0) owner.Refuse(name, "In braces only these may stand: {0}.", "name, called, family, given");
        return pattern;
    }

    private static FamilyNames ReadFamilies(DefinitionObject file)
    {
        if (file.Object("familyNames") is not { } families) return new FamilyNames([], [], "", [], []);

        var read = new FamilyNames(families.Texts("vi"), families.Texts("alsoGiven"), families.Text("zh", maxLength: 2000) ?? "", families.Texts("zhOfTwo"), families.Texts("inFrontInLatin"));
        families.NothingElse();
        return read;
    }

    [GeneratedRegex(@"\{(?:name|called|family|given)\}")]
    private static partial Regex Known();
}
