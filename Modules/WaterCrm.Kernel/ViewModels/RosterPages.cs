using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A week of the roster, with a form that was refused.</summary>
public sealed record RosterPage(RosterWeek Week, IReadOnlyList<Colleague> People)
{
    public PlaceForm Form { get; init; } = new();
}

public sealed record PlaceForm
{
    public Guid? ShiftId { get; init; }
    public DateOnly? Day { get; init; }
    public Guid? PersonId { get; init; }
    public RosterDuty Duty { get; init; }
}

public sealed record ShiftsPage(IReadOnlyList<ShiftRow> Shifts, ShiftForm Form, IReadOnlyList<TeamRow> Teams);

public sealed record ShiftForm
{
    public Guid? Id { get; init; }
    public string? Name { get; init; }
    public Guid? TeamId { get; init; }
    public TimeOnly? From { get; init; }
    public TimeOnly? Until { get; init; }
    public DayOfWeek[] Days { get; init; } = [];
    public int Needs { get; init; } = 1;
    public bool HasOnCall { get; init; }

    internal RecordShift Record() => new() { Id = Id, Name = Name, TeamId = TeamId, From = From, Until = Until, Days = Days, Needs = Needs, HasOnCall = HasOnCall };

    internal static ShiftForm Of(ShiftRow? shift) => shift is null ? new() : new()
    {
        Id = shift.Id, Name = shift.Name, TeamId = shift.TeamId, From = shift.From, Until = shift.Until, Days = [.. shift.Days], Needs = shift.Needs, HasOnCall = shift.HasOnCall,
    };
}

public sealed record OnCallPage(OnCallShown Shown)
{
    public string? Reason { get; init; }
}
