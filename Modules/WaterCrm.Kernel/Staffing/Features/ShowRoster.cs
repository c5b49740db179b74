using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>A week of the roster, shift by shift and day by day.</summary>
/// <param name="Day">Any day of the week; null means today.</param>
public sealed record ShowRoster(DateOnly? Day) : IQuery<RosterWeek>;

/// <param name="Monday">The first day.</param>
public sealed record RosterWeek(DateOnly Monday, IReadOnlyList<RosterRow> Rows)
{
    public int Gaps => Rows.Sum(r => r.Days.Count(d => d?.IsGap is true));
}

/// <param name="Days">Monday to Sunday; null where the shift does not run.</param>
public sealed record RosterRow(ShiftRow Shift, IReadOnlyList<RosterCell?> Days);

/// <param name="Missing">How many more people the shift needs.</param>
/// <param name="NobodyOnCall">Somebody should be on call first, and nobody is.</param>
public sealed record RosterCell(DateOnly Day, IReadOnlyList<RosterSeat> Seats, int Missing, bool NobodyOnCall)
{
    public bool IsGap => Missing > 0 || NobodyOnCall;
}

/// <param name="StandIn">Who stands in, because the person is away on this day; null when they are there.</param>
public sealed record RosterSeat(Guid PlaceId, Guid PersonId, string Name, RosterDuty Duty, string? StandIn = null);

public sealed record ShiftRow(Guid Id, string Name, Guid TeamId, string Team, TimeOnly From, TimeOnly Until, IReadOnlyList<DayOfWeek> Days, int Needs, bool HasOnCall);

/// <summary>The shifts that are worked, by their beginning.</summary>
public sealed record ListShifts : IQuery<IReadOnlyList<ShiftRow>>;

internal sealed class ShowRosterHandler(KernelDbContext db, LocalFormat format) : IRequestHandler<ShowRoster, RosterWeek>, IRequestHandler<ListShifts, IReadOnlyList<ShiftRow>>
{
    private static readonly DayOfWeek[] Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public async Task<RosterWeek> Handle(ShowRoster request, CancellationToken token)
    {
        var monday = Weeks.Of(request.Day is { Year: > 1 and < 9999 } day ? day : format.Today);
        var end = monday.AddDays(7);
        var away = await db.Absences.Where(a => !a.IsCancelled && a.From < end && a.Until >= monday).Join(db.People, a => a.SubstituteId, p => p.Id, (a, p) => new { a.PersonId, a.From, a.Until, p.Name }).ToListAsync(token);
        var seats = (await db.Roster.Where(p => p.Day >= monday && p.Day < end).Join(db.People, p => p.PersonId, x => x.Id, (p, x) => new { p.ShiftId, p.Day, x.NameKey, Seat = new RosterSeat(p.Id, p.PersonId, x.Name, p.Duty, null) }).ToListAsync(token))
            .OrderByDescending(s => s.Seat.Duty is not RosterDuty.Works).ThenBy(s => s.Seat.Duty).ThenBy(s => s.NameKey, StringComparer.Ordinal)
            .ToLookup(s => (s.ShiftId, s.Day), s => s.Seat with { StandIn = away.Find(a => a.PersonId == s.Seat.PersonId && a.From <= s.Day && a.Until >= s.Day)?.Name });

        List<RosterRow> rows = [];
        foreach (var shift in await Handle(new ListShifts(), token))
            rows.Add(new RosterRow(shift, [.. Week.Select((weekday, i) => shift.Days.Contains(weekday) ? Cell(shift, monday.AddDays(i), [.. seats[(shift.Id, monday.AddDays(i))]]) : null)]));
        return new RosterWeek(monday, rows);
    }

    public async Task<IReadOnlyList<ShiftRow>> Handle(ListShifts request, CancellationToken token)
    {
        var shifts = await db.Shifts.Where(s => !s.IsClosed).Join(db.Teams, s => s.TeamId, t => t.Id, (s, t) => new { Shift = s, t.Name }).ToListAsync(token);
        return [.. shifts.OrderBy(s => s.Name, StringComparer.CurrentCulture).ThenBy(s => s.Shift.From).ThenBy(s => s.Shift.Name, StringComparer.CurrentCulture)
            .Select(s => new ShiftRow(s.Shift.Id, s.Shift.Name, s.Shift.TeamId, s.Name, s.Shift.From, s.Shift.Until, [.. Week.Where((_, i) => (s.Shift.Days & (1 << i)) != 0)], s.Shift.Needs, s.Shift.HasOnCall))];
    }

    private static RosterCell Cell(ShiftRow shift, DateOnly day, IReadOnlyList<RosterSeat> seats) =>
        new(day, seats, Math.Max(0, shift.Needs - seats.Count(s => s.Duty is RosterDuty.Works)), shift.HasOnCall && seats.All(s => s.Duty is not RosterDuty.First));
}
