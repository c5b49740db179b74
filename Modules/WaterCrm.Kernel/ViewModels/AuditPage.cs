using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Audit.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A page of the audit.</summary>
public sealed record AuditPage(AuditFilter Filter, string? After, AuditFound Found, AuditBook Book)
{
    /// <summary>The reader may not see personal values.</summary>
    public bool HidesPersonal { get; init; }

    /// <summary>What can be chosen, in the reader's order of letters.</summary>
    public IReadOnlyList<(string Action, string Phrase)> Actions =>
        [.. Book.All.Where(a => string.IsNullOrEmpty(Filter.Module) || a.Module == Filter.Module).Select(a => (a.Action, Book.Phrase(a))).OrderBy(a => a.Item2, StringComparer.CurrentCultureIgnoreCase)];

    /// <summary>The address of the list, or of its file, with these filters.</summary>
    public static string At(AuditFilter filter, string? after = null, string path = "/staff/admin/audit")
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in Named(filter).Append(("after", after)))
            if (!string.IsNullOrWhiteSpace(value)) query.Add(name, value);
        return path + query;
    }

    private static IEnumerable<(string Name, string? Value)> Named(AuditFilter filter) =>
    [
        ("who", filter.Who), ("what", filter.What), ("module", filter.Module), ("subject", filter.Subject?.ToString()),
        ("from", filter.From?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), ("to", filter.To?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
    ];
}
