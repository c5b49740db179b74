using System.Globalization;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Data;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Customers.Features;

/// <summary>Everything about one customer, with a page of the timeline. Null when there is none.</summary>
/// <param name="Id">Whom.</param>
/// <param name="Older">The page of the timeline before this line, as <see cref="CustomerCard.Older"/> says.</param>
public sealed record ShowCustomer(Guid Id, string? Older = null) : IQuery<CustomerCard?>;

public sealed record CustomerCard
{
    public required Guid Id { get; init; }
    public required int Version { get; init; }
    public required CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public required string? Code { get; init; }
    public required string? Language { get; init; }
    public required string? FormOfAddress { get; init; }
    public required string? CalledAs { get; init; }
    public required string? Note { get; init; }
    public required bool IsPriority { get; init; }
    public required bool IsKeyCustomer { get; init; }
    public required DateTime RecordedAt { get; init; }
    public required DateTime ChangedAt { get; init; }
    public required IReadOnlyList<string> Phones { get; init; }
    public required IReadOnlyList<string> Emails { get; init; }
    public IReadOnlyList<CustomerPlace> Places { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<TimelineLine> Timeline { get; init; } = [];

    /// <summary>Where the timeline goes on; null at its end.</summary>
    public string? Older { get; init; }

    public Addressee Addressee => new(Name, Kind) { Form = FormOfAddress, CalledAs = CalledAs, Language = Language };
}

/// <summary>One contact in the timeline.</summary>
public sealed record TimelineLine
{
    public required Guid Id { get; init; }
    public required DateTime At { get; init; }
    public required InteractionDirection Direction { get; init; }
    public required InteractionChannel Channel { get; init; }
    public required string? SubjectKind { get; init; }
    public required Guid? SubjectId { get; init; }
    public required string? SubjectName { get; init; }
    public required string Summary { get; init; }
    public required string Author { get; init; }
}

internal sealed class ShowCustomerHandler(CustomersDbContext db, IMediator mediator) : IRequestHandler<ShowCustomer, CustomerCard?>
{
    private const int LinesOfTimeline = 20;

    public async Task<CustomerCard?> Handle(ShowCustomer request, CancellationToken token)
    {
        var card = await db.Customers.Where(c => c.Id == request.Id).Select(c => new CustomerCard
        {
            Id = c.Id, Version = c.Version, Kind = c.Kind, Name = c.Name, Code = c.Code, Language = c.Language, FormOfAddress = c.FormOfAddress, CalledAs = c.CalledAs, Note = c.Note,
            IsPriority = c.IsPriority, IsKeyCustomer = c.IsKeyCustomer, RecordedAt = c.RecordedAt, ChangedAt = c.ChangedAt,
            Phones = c.Phones.OrderBy(p => p.Position).Select(p => p.Typed).ToList(),
            Emails = c.Emails.OrderBy(e => e.Position).Select(e => e.Address).ToList(),
        }).AsSplitQuery().SingleOrDefaultAsync(token);
        if (card is null) return null;

        var timeline = await Timeline(request).Take(LinesOfTimeline + 1).ToListAsync(token);
        var older = timeline.Count > LinesOfTimeline;
        if (older) timeline.RemoveAt(LinesOfTimeline);
        return card with
        {
            Places = await mediator.Send(new PremisesFor(request.Id), token),
            Timeline = timeline,
            Older = older ? Cursor.Write(timeline[^1].At.Ticks.ToString(CultureInfo.InvariantCulture), timeline[^1].Id.ToString("N")) : null,
        };
    }

    internal IQueryable<TimelineLine> Timeline(ShowCustomer request)
    {
        var lines = db.Interactions.Where(i => i.CustomerId == request.Id);
        if (Cursor.Read(request.Older, 2) is [var ticks, var last]
            && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var when) && when <= DateTime.MaxValue.Ticks && Guid.TryParseExact(last, "N", out var id))
        {
            var at = new DateTime(when, DateTimeKind.Utc);
            lines = lines.Where(i => i.At <= at && (i.At < at || i.Id < id));
        }

        return lines.OrderByDescending(i => i.At).ThenByDescending(i => i.Id).Select(i => new TimelineLine
        {
            Id = i.Id, At = i.At, Direction = i.Direction, Channel = i.Channel, SubjectKind = i.SubjectKind, SubjectId = i.SubjectId,
            SubjectName = i.SubjectName, Summary = i.Summary, Author = i.AuthorName,
        });
    }
}
