using System.Globalization;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Audit.Features;

/// <summary>What the audit is narrowed to; all of it stands in the page's address.</summary>
public sealed record AuditFilter
{
    /// <summary>A part of a person's name or sign-in name, or the whole name of a part of the system.</summary>
    public string? Who { get; init; }

    /// <summary>A stored name, such as <c>complaints.closed</c>.</summary>
    public string? What { get; init; }

    /// <summary>A module's id: all that its commands did.</summary>
    public string? Module { get; init; }

    /// <summary>The record that it is about.</summary>
    public Guid? Subject { get; init; }

    /// <summary>First day, in the utility's zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last day, in the utility's zone.</summary>
    public DateOnly? To { get; init; }
}

/// <summary>The audit, newest first, page by page.</summary>
/// <param name="Filter">What it is narrowed to.</param>
/// <param name="Personal">Whether the reader may see personal values.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Size">Rows of a page.</param>
public sealed record FindAudit(AuditFilter Filter, bool Personal = false, string? After = null, int Size = FindAudit.PageSize) : IQuery<AuditFound>
{
    public const int PageSize = 50;
}

public sealed record AuditFound(IReadOnlyList<AuditLine> Lines, string? Next);

public sealed record AuditRow(DateTime At, string Action, Guid? ActorId, string ActorName, Guid? Subject, IReadOnlyList<EntityChange> Changes);

internal sealed class FindAuditHandler(KernelDbContext db, AuditBook book, AuditReader reader, LocalFormat local) : IRequestHandler<FindAudit, AuditFound>
{
    private const int PeopleAtOnce = 50;

    public async Task<AuditFound> Handle(FindAudit request, CancellationToken token)
    {
        var rows = await (await Page(request, token)).ToListAsync(token);
        var shown = rows.Take(request.Size).Select(e => new AuditRow(e.At, e.Action, e.ActorId, e.ActorName, e.Subject, Changes(e.Changes)));
        return new AuditFound(await reader.Read([.. shown], request.Personal, token), rows.Count > request.Size ? Place(rows[request.Size - 1]) : null);
    }

    /// <summary>A page and one row more, in the order of the index.</summary>
    internal async Task<IQueryable<AuditEntry>> Page(FindAudit request, CancellationToken token)
    {
        var entries = await Narrow(request.Filter, token);
        if (Cursor.Read(request.After, 2) is [var ticks, var number] && TryPlace(ticks, number, out var at, out var sequence))
            entries = entries.Where(e => e.At <= at && (e.At < at || e.Sequence < sequence));
        return entries.OrderByDescending(e => e.At).ThenByDescending(e => e.Sequence).Take(request.Size + 1);
    }

    private async Task<IQueryable<AuditEntry>> Narrow(AuditFilter filter, CancellationToken token)
    {
        var entries = db.Audit.AsQueryable();
        if (filter.Subject is { } subject) entries = entries.Where(e => e.Subject == subject);
        if (!string.IsNullOrWhiteSpace(filter.What)) entries = entries.Where(e => e.Action == filter.What);
        if (!string.IsNullOrWhiteSpace(filter.Module))
        {
            var actions = book.All.Where(a => a.Module == filter.Module).Select(a => a.Action).ToList();
            entries = entries.Where(e => actions.Contains(e.Action));
        }

        if (filter.From is { } from && Start(from) is var first) entries = entries.Where(e => e.At >= first);
        if (filter.To is { } to && to < DateOnly.MaxValue && Start(to.AddDays(1)) is var end) entries = entries.Where(e => e.At < end);
        return string.IsNullOrWhiteSpace(filter.Who) ? entries : await By(entries, filter.Who.Trim(), token);
    }

    private async Task<IQueryable<AuditEntry>> By(IQueryable<AuditEntry> entries, string who, CancellationToken token)
    {
        var (name, key) = (NameKeys.Of(who), Person.KeyOf(who));
        var people = await db.People.Where(p => p.NameKey.Contains(name) || p.SignInKey.Contains(key)).OrderBy(p => p.NameKey).Select(p => p.Id).Take(PeopleAtOnce).ToListAsync(token);
        return people switch
        {
            [] => entries.Where(e => e.ActorId == null && e.ActorName == who),
            [var one] => entries.Where(e => e.ActorId == one),
            _ => entries.Where(e => people.Contains(e.ActorId!.Value)),
        };
    }

    private DateTime Start(DateOnly day) => local.ToUtc(day.ToDateTime(TimeOnly.MinValue));

    private static string Place(AuditEntry last) => Cursor.Write(last.At.Ticks.ToString(CultureInfo.InvariantCulture), last.Sequence.ToString(CultureInfo.InvariantCulture));

    private static bool TryPlace(string ticks, string number, out DateTime at, out long sequence)
    {
        at = default;
        if (!long.TryParse(number, CultureInfo.InvariantCulture, out sequence) || !long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) || when < 0 || when > DateTime.MaxValue.Ticks) return false;
        at = new DateTime(when, DateTimeKind.Utc);
        return true;
    }

    private static IReadOnlyList<EntityChange> Changes(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<EntityChange>>(json, EventRegistry.Json) ?? [];
}
