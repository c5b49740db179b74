using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Audit.Features;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Audit;

/// <summary>One entry of the audit in the reader's words.</summary>
/// <param name="Row">As it is stored.</param>
/// <param name="What">What was done.</param>
/// <param name="Url">Where the record that it is about is shown; null where no page is known.</param>
/// <param name="Records">What changed in each record.</param>
public sealed record AuditLine(AuditRow Row, string What, string? Url, IReadOnlyList<RecordLine> Records);

/// <param name="Name">The kind of record and what became of it.</param>
/// <param name="Url">Where it is shown; null where no page is known.</param>
/// <param name="Values">Its changed properties.</param>
public sealed record RecordLine(string Name, string? Url, IReadOnlyList<ValueLine> Values);

/// <param name="Name">The property.</param>
/// <param name="Old">Empty where there was nothing.</param>
/// <param name="New">Empty where there is nothing.</param>
/// <param name="Hidden">Nobody may read it, or not this reader: old and new only say so.</param>
public sealed record ValueLine(string Name, string Old, string New, bool Hidden);

/// <summary>Tells in words what the audit has stored: phrases for actions, words for properties and values, names for ids.</summary>
internal sealed class AuditReader(
    KernelDbContext db, AuditBook book, AuditedRecords records, IEnumerable<SettingsDefinition> settings, IEnumerable<ISubjectPage> subjects, IStringLocalizerFactory words, LocalFormat show, IStringLocalizer<Utility> S)
{
    private readonly Dictionary<string, ISubjectPage> pages = subjects.DistinctBy(p => p.Kind).ToDictionary(p => p.Kind);

    /// <param name="rows">What is shown.</param>
    /// <param name="personal">Whether the reader may see personal values.</param>
    /// <param name="token">Gives up.</param>
    public async Task<IReadOnlyList<AuditLine>> Read(IReadOnlyList<AuditRow> rows, bool personal, CancellationToken token)
    {
        var names = await NamesOf(rows, token);
        return [.. rows.Select(row => new AuditLine(row, book.Phrase(row.Action), UrlOf(row), [.. row.Changes.Select(c => Read(c, personal, names))]))];
    }

    private RecordLine Read(EntityChange change, bool personal, IReadOnlyDictionary<Guid, string> names)
    {
        var group = settings.FirstOrDefault(g => g.Id == change.Id);
        var name = group is not null ? words.Create(group.Type)[group.Title].Value : Say(records.ModuleOf(change.Entity), change.Entity);
        var title = change.Kind switch
        {
            nameof(EntityState.Added) => S["{0}: new", name],
            nameof(EntityState.Deleted) => S["{0}: removed", name],
            _ => name,
        };
        return new RecordLine(title, Url(change), [.. change.Values.Select(v => group is null ? Read(change.Entity, v.Key, v.Value, personal, names) : Setting(group, v.Key, v.Value))]);
    }

    private ValueLine Read(string record, string property, string?[] values, bool personal, IReadOnlyDictionary<Guid, string> names)
    {
        var known = records.Find(record, property);
        var name = Say(known?.Module ?? records.ModuleOf(record), property);
        if (values is ["***", "***"]) return Hidden(name, S["secret"]);
        if (!personal && (known?.IsPersonal ?? records.MayHoldPersonal(record))) return Hidden(name, S["personal"]);
        if (property == RoleChanges.Property) return new ValueLine(name, Roles(values.ElementAtOrDefault(0)), Roles(values.ElementAtOrDefault(1)), false);
        return new ValueLine(name, Say(values.ElementAtOrDefault(0), known, names), Say(values.ElementAtOrDefault(1), known, names), false);
    }

    private ValueLine Setting(SettingsDefinition group, string property, string?[] values)
    {
        var name = group.Fields.FirstOrDefault(f => f.Name == property) is { } field ? words.Create(group.Type)[field.Label].Value : property;
        return values is ["***", "***"] ? Hidden(name, S["secret"]) : new ValueLine(name, YesNo(values.ElementAtOrDefault(0)), YesNo(values.ElementAtOrDefault(1)), false);
    }

    private string Roles(string? names) => string.Join(", ", (names ?? "").Split(", ").Select(role => S[role].Value));

    private static ValueLine Hidden(string name, string why) => new(name, why, why, true);

    private string Say(string? value, AuditedProperty? known, IReadOnlyDictionary<Guid, string> names)
    {
        if (string.IsNullOrEmpty(value)) return "";
        if (known?.Type == typeof(DateTime) && DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)) return show.DateAndTime(at);
        if (known?.Type == typeof(DateOnly) && DateOnly.TryParse(value, CultureInfo.InvariantCulture, out var day)) return show.Date(day);
        if (known?.Type == typeof(bool)) return YesNo(value);
        if (known?.Type.IsEnum == true) return Say(known.Module, value);
        return Guid.TryParse(value, out var id) && names.TryGetValue(id, out var name) ? name : value;
    }

    private string YesNo(string? value) => value switch { "True" or "yes" => S["yes"], "False" or "no" => S["no"], _ => value ?? "" };

    /// <summary>"ReadOnlyUntil" is looked up as "Read only until": in the module's words, then in the kernel's, else it stays English.</summary>
    private string Say(string? module, string name)
    {
        var english = InWords(name);
        return module is not null && words.Create("", module)[english] is { ResourceNotFound: false } own ? own : S[english];
    }

    internal static string InWords(string name)
    {
        if (name.Length > 2 && name.EndsWith("Id", StringComparison.Ordinal)) name = name[..^2];
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (starts) text.Append(' ');
            text.Append(i > 0 ? char.ToLowerInvariant(name[i]) : name[i]);
        }

        return text.ToString();
    }

    /// <summary>Which of the changed records the action is about says what kind it is. An action about no one record leads where all its records are shown together.</summary>
    private string? UrlOf(AuditRow row) => row.Subject is { } id
        ? row.Changes.FirstOrDefault(c => c.Id == id) is { } change ? Url(change) : null
        : row.Changes.Select(Url).Distinct().ToList() is [var only] ? only : null;

    private string? Url(EntityChange change) => settings.FirstOrDefault(g => g.Id == change.Id) is { } group
        ? group.Page ?? $"/staff/admin/settings/{group.Key}"
        : pages.GetValueOrDefault(InWords(change.Entity).ToLowerInvariant().Replace(' ', '-'))?.Url(change.Id);

    /// <summary>People, roles, teams and branches that stand as ids among the values.</summary>
    private async Task<IReadOnlyDictionary<Guid, string>> NamesOf(IReadOnlyList<AuditRow> rows, CancellationToken token)
    {
        var ids = rows.SelectMany(r => r.Changes).SelectMany(c => c.Values.Values).SelectMany(v => v).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        if (ids.Count == 0) return new Dictionary<Guid, string>();

        var people = await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(token);
        var roles = await db.Roles.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(token);
        var teams = await db.Teams.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(token);
        var branches = await db.Branches.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(token);
        return people.Concat(roles.Select(r => new { r.Id, Name = S[r.Name].Value })).Concat(teams).Concat(branches).DistinctBy(n => n.Id).ToDictionary(n => n.Id, n => n.Name);
    }
}
