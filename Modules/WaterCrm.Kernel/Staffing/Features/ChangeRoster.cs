using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Staffing.Domain;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Puts somebody into the shift of a day. On call there is one first and one second: whoever was it before no longer is.</summary>
[Audited("staffing.roster-filled", "Filled the roster")]
public sealed record PutInRoster(Guid? ShiftId, DateOnly? Day, Guid? PersonId, RosterDuty Duty) : ICommand<Guid>;

/// <summary>Takes somebody out again.</summary>
[Audited("staffing.roster-emptied", "Took somebody off the roster")]
public sealed record TakeFromRoster(Guid PlaceId) : ICommand<RosterPlaceTaken>;

/// <summary>What stood there, for whoever puts it back.</summary>
public sealed record RosterPlaceTaken(Guid About, Guid ShiftId, DateOnly Day, Guid PersonId, RosterDuty Duty) : IAbout;

/// <summary>Copies a week into the week after it. What stands there already stays; who is no longer active, only looks or is away is left out. Says how many places were filled.</summary>
/// <param name="Monday">Any day of the week to copy.</param>
[Audited("staffing.roster-copied", "Copied the roster")]
public sealed record CopyWeek(DateOnly Monday) : ICommand<int>;

internal sealed class PutInRosterRules : AbstractValidator<PutInRoster>
{
    public PutInRosterRules()
    {
        RuleFor(p => p.ShiftId).NotNull().WithMessage("Choose one of these.");
        RuleFor(p => p.Day).NotNull().WithMessage("Choose one of these.");
        RuleFor(p => p.PersonId).NotNull().WithMessage("Choose somebody who works here and is active.");
        RuleFor(p => p.Duty).IsInEnum().WithMessage("Choose one of these.");
    }
}

internal sealed class ChangeRosterHandler(KernelDbContext db, StaffingRules rules, Database database, CommandScope command, TimeProvider clock)
    : IRequestHandler<PutInRoster, Result<Guid>>, IRequestHandler<TakeFromRoster, Result<RosterPlaceTaken>>, IRequestHandler<CopyWeek, Result<int>>
{
    public async Task<Result<Guid>> Handle(PutInRoster request, CancellationToken token)
    {
        var (day, person) = (request.Day!.Value, request.PersonId!.Value);
        if (await db.Shifts.FindAsync([request.ShiftId], token) is not { IsClosed: false } shift) return KernelErrors.NotFound;
        if (!shift.IsOn(day)) return StaffingErrors.NotThatDay.At(nameof(request.Day));
        if (await rules.CannotTakeWork(person, token) is { } unable) return unable.At(nameof(request.PersonId));
        if (await rules.IsAway(person, day, token) is { } away) return away.At(nameof(request.PersonId));

        await Alone(token);
        var places = await db.Roster.AsTracking().Where(p => p.ShiftId == shift.Id && p.Day == day).ToListAsync(token);
        if (places.Exists(p => p.PersonId == person)) return StaffingErrors.TakesPartAlready.At(nameof(request.PersonId));
        var place = request.Duty is RosterDuty.Works ? null : places.Find(p => p.Duty == request.Duty);
        if (place is null) db.Add(place = new RosterPlace(Ids.New(clock)) { ShiftId = shift.Id, Day = day, Duty = request.Duty, PersonId = person });
        else place.PersonId = person;
        await db.SaveChangesAsync(token);
        return place.Id;
    }

    public async Task<Result<RosterPlaceTaken>> Handle(TakeFromRoster request, CancellationToken token)
    {
        if (await db.Roster.FindAsync([request.PlaceId], token) is not { } place) return KernelErrors.NotFound;
        db.Remove(place);
        await db.SaveChangesAsync(token);
        return new RosterPlaceTaken(place.Id, place.ShiftId, place.Day, place.PersonId, place.Duty);
    }

    public async Task<Result<int>> Handle(CopyWeek request, CancellationToken token)
    {
        await Alone(token);
        var from = Weeks.Of(request.Monday);
        var (middle, end) = (from.AddDays(7), from.AddDays(14));
        var places = await db.Roster.Where(p => p.Day >= from && p.Day < end).ToListAsync(token);
        var there = places.Where(p => p.Day >= middle).ToList();
        var shifts = await db.Shifts.Where(s => !s.IsClosed).ToDictionaryAsync(s => s.Id, token);
        var people = places.Select(p => p.PersonId).Distinct().ToList();
        var active = await db.People.Where(p => people.Contains(p.Id) && p.IsActive && p.ReadOnlyUntil == null).Select(p => p.Id).ToListAsync(token);
        var absences = await db.Absences.Where(a => !a.IsCancelled && a.From < end && a.Until >= middle && people.Contains(a.PersonId)).ToListAsync(token);
        var copied = 0;
        foreach (var place in places.Where(p => p.Day < middle && active.Contains(p.PersonId)))
        {
            var day = place.Day.AddDays(7);
            if (!shifts.TryGetValue(place.ShiftId, out var shift) || !shift.IsOn(day)) continue;
            if (absences.Exists(a => a.PersonId == place.PersonId && a.From <= day && a.Until >= day)) continue;
            if (there.Exists(t => t.ShiftId == place.ShiftId && t.Day == day && (t.PersonId == place.PersonId || (t.Duty == place.Duty && t.Duty is not RosterDuty.Works)))) continue;
            db.Add(new RosterPlace(Ids.New(clock)) { ShiftId = place.ShiftId, Day = day, Duty = place.Duty, PersonId = place.PersonId });
            copied++;
        }

        await db.SaveChangesAsync(token);
        return copied;
    }

    /// <summary>Two who fill the same place at once: on SQLite the write gate lets one after the other.</summary>
    private Task Alone(CancellationToken token) =>
        database.IsSqlite ? Task.CompletedTask : command.Hold!.Execute("SELECT pg_advisory_xact_lock(hashtextextended('staffing.roster', 0))", token);
}

/// <summary>Weeks begin on Monday.</summary>
internal static class Weeks
{
    public static DateOnly Of(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
