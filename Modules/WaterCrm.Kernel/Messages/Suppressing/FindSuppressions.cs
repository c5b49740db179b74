using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>What the list of addresses that are not written to is narrowed to.</summary>
public sealed record SuppressionFilter
{
    /// <summary>How the address begins; a number however it is written.</summary>
    public string? Q { get; init; }

    public SuppressionReason? Reason { get; init; }
}

/// <summary>Addresses that are not written to, the latest first, page by page.</summary>
/// <param name="Filter">What they are narrowed to.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
/// <param name="Size">Rows of a page.</param>
public sealed record FindSuppressions(SuppressionFilter Filter, string? After = null, int Size = FindSuppressions.PageSize) : IQuery<SuppressionsFound>
{
    public const int PageSize = 50;
}

/// <summary>One of them; null where there is none.</summary>
public sealed record ShowSuppression(Guid Id) : IQuery<SuppressionRow?>;

/// <summary>Notes that somebody takes the list out of the system. The rows themselves are read page by page.</summary>
[Audited("messages.addresses-exported", "Exported the list of addresses that are not written to")]
public sealed record ExportSuppressions : ICommand<bool>;

/// <param name="Rows">A page.</param>
/// <param name="Next">Where the next one begins; null where there is none.</param>
public sealed record SuppressionsFound(IReadOnlyList<SuppressionRow> Rows, string? Next);

public sealed record SuppressionRow(Guid Id, DateTime Since, string Channel, string Address, SuppressedTopic Topic, SuppressionReason Reason, NewsSource? How, string Note, Guid? CustomerId, Guid? MessageId);

internal sealed class FindSuppressionsHandler(KernelDbContext db) : IRequestHandler<FindSuppressions, SuppressionsFound>, IRequestHandler<ShowSuppression, SuppressionRow?>, IRequestHandler<ExportSuppressions, Result<bool>>
{
    public async Task<SuppressionsFound> Handle(FindSuppressions request, CancellationToken token)
    {
        var rows = await Page(request).ToListAsync(token);
        var last = rows.Count > request.Size ? rows[request.Size - 1] : null;
        return new SuppressionsFound([.. rows.Take(request.Size)], last is null ? null : Cursor.Write(last.Since.Ticks.ToString(CultureInfo.InvariantCulture), last.Id.ToString("N")));
    }

    public Task<SuppressionRow?> Handle(ShowSuppression request, CancellationToken token) => Rows(db.Suppressions.Where(s => s.Id == request.Id)).FirstOrDefaultAsync(token);

    public Task<Result<bool>> Handle(ExportSuppressions request, CancellationToken token) => Task.FromResult<Result<bool>>(true);

    /// <summary>A page and one row more, in the order of an index.</summary>
    internal IQueryable<SuppressionRow> Page(FindSuppressions request)
    {
        var found = db.Suppressions.AsNoTracking();
        if (request.Filter.Reason is { } reason) found = found.Where(s => s.Reason == reason);
        if (!string.IsNullOrWhiteSpace(request.Filter.Q) && !request.Filter.Q.Contains('\0') && request.Filter.Q.Trim() is { Length: <= 320 } q)
        {
            var (folded, number) = (q.ToLowerInvariant(), PhoneNumber.Normalise(q) ?? q);
            found = found.Where(s => s.Address.ToLower().StartsWith(folded) || s.Address.StartsWith(number));
        }

        if (Cursor.Read(request.After, 2) is [var ticks, var key] && long.TryParse(ticks, CultureInfo.InvariantCulture, out var when) && when >= 0 && when <= DateTime.MaxValue.Ticks
            && Guid.TryParse(key, out var id) && new DateTime(when, DateTimeKind.Utc) is var at)
            found = found.Where(s => s.Since <= at && (s.Since < at || s.Id.CompareTo(id) < 0));
        return Rows(found.OrderByDescending(s => s.Since).ThenByDescending(s => s.Id).Take(request.Size + 1));
    }

    private static IQueryable<SuppressionRow> Rows(IQueryable<Suppression> found) =>
        found.Select(s => new SuppressionRow(s.Id, s.Since, s.Channel, s.Address, s.Topic, s.Reason, s.How, s.Note, s.CustomerId, s.SourceMessageId));
}
