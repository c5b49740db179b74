using System.Globalization;
using System.Reflection;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Boundaries;

/// <summary>What the audit stores can be read: every command of the product has a phrase, in each language.</summary>
public sealed class AuditPhraseTests
{
    private static readonly IReadOnlyList<(Assembly Module, AuditedAttribute Said)> Commands =
        [.. Product.Modules.SelectMany(m => m.GetTypes().Select(t => t.GetCustomAttribute<AuditedAttribute>()).OfType<AuditedAttribute>().Select(a => (m, a)))];

    [Fact]
    public void There_are_commands_to_check() => Assert.True(Commands.Count > 50, $"only {Commands.Count} commands were found");

    [Fact]
    public void Every_action_is_told_in_a_phrase_that_is_one_for_each_action() => Assert.Equal("", string.Join("\n", Breaches(Commands.Select(c => c.Said))));

    [Fact]
    public void Every_phrase_is_translated()
    {
        foreach (var language in Languages.All.Where(l => l.Culture.Name != "en"))
        {
            var missing = Commands.Where(c => !Translated(c.Module, language.Culture).Contains(c.Said.Phrase)).Select(c => $"{c.Said.Action}: {c.Said.Phrase}");
            Assert.Equal("", string.Join("\n", missing));
        }
    }

    [Fact]
    public void The_check_itself_notices_a_breach()
    {
        Assert.Single(Breaches([new("a.b", " ")]));
        Assert.Single(Breaches([new("a.b", "did this.")]));
        Assert.Single(Breaches([new("a.b", "One"), new("a.b", "Two")]));
    }

    private static IEnumerable<string> Breaches(IEnumerable<AuditedAttribute> commands) => commands.GroupBy(c => c.Action)
        .Where(g => g.Any(c => string.IsNullOrWhiteSpace(c.Phrase) || !char.IsUpper(c.Phrase[0]) || c.Phrase[^1] == '.') || g.Select(c => c.Phrase).Distinct().Count() > 1)
        .Select(g => $"{g.Key}: {string.Join(" / ", g.Select(c => c.Phrase))}");

    private static HashSet<string> Translated(Assembly module, CultureInfo culture)
    {
        var path = Repository.PathOf($"Modules/{module.GetName().Name}/Localization/{culture.Name}.po");
        return [.. File.ReadAllLines(path).Where(l => l.StartsWith("msgid \"", StringComparison.Ordinal)).Select(l => l[7..^1])];
    }
}
