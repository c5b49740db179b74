using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing.Domain;

/// <summary>A recurring stretch of work of a team: from when to when, on which days, how many people it needs, and whether somebody is on call.</summary>
internal sealed class DutyShift : Entity
{
    private DutyShift()
    {
    }

    public DutyShift(Guid id) => Id = id;

    public string Name { get; private set; } = "";
    public Guid TeamId { get; private set; }

    /// <summary>On the utility's wall clock.</summary>
    public TimeOnly From { get; private set; }

    /// <summary>An end that is not after the beginning lies on the next day.</summary>
    public TimeOnly Until { get; private set; }

    /// <summary>Bit 0 is Monday, bit 6 Sunday.</summary>
    public int Days { get; private set; }

    /// <summary>How many people work in it; fewer are a gap.</summary>
    public int Needs { get; private set; }

    /// <summary>Somebody can be called: without a first person on call it has a gap.</summary>
    public bool HasOnCall { get; private set; }
    public bool IsClosed { get; private set; }

    public DutyShift Describe(string name, Guid team, TimeOnly from, TimeOnly until, IEnumerable<DayOfWeek> days, int needs, bool hasOnCall)
    {
        (Name, TeamId, From, Until, Needs, HasOnCall) = (name, team, from, until, needs, hasOnCall);
        Days = days.Aggregate(0, (bits, day) => bits | Bit(day));
        return this;
    }

    public void Close() => IsClosed = true;

    public void Reopen() => IsClosed = false;

    public bool IsOn(DateOnly day) => (Days & Bit(day.DayOfWeek)) != 0;

    /// <summary>The day whose shift runs at a moment of the wall clock; null where none does. After midnight a night shift is still yesterday's.</summary>
    public DateOnly? RunningAt(DateTime local)
    {
        var (day, time) = (DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local));
        var overnight = Until <= From;
        if (IsOn(day) && time >= From && (overnight || time < Until)) return day;
        return overnight && IsOn(day.AddDays(-1)) && time < Until ? day.AddDays(-1) : null;
    }

    private static int Bit(DayOfWeek day) => 1 << (((int)day + 6) % 7);
}

/// <summary>One place in the roster: who does what in the shift of a day.</summary>
internal sealed class RosterPlace : Entity
{
    private RosterPlace()
    {
    }

    public RosterPlace(Guid id) => Id = id;

    public required Guid ShiftId { get; init; }
    public required DateOnly Day { get; init; }
    public required RosterDuty Duty { get; init; }
    public Guid PersonId { get; set; }
}
