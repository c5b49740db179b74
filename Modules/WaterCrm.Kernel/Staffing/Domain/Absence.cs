using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing.Domain;

/// <summary>Somebody is away from a day up to and with another, and somebody else does what waits for them meanwhile.</summary>
internal sealed class Absence : Entity
{
    private Absence()
    {
    }

    public Guid PersonId { get; private init; }
    public Guid SubstituteId { get; private set; }
    public DateOnly From { get; private init; }
    public DateOnly Until { get; private set; }
    public string? Note { get; private init; }
    public Guid? EnteredById { get; private init; }

    /// <summary>It was taken back before it began; the row stays for the audit.</summary>
    public bool IsCancelled { get; private set; }

    /// <summary>Checks a new absence against all that stand around its days.</summary>
    /// <param name="others">Absences of anybody that share a day with it and were not taken back.</param>
    public static Result<Absence> Enter(Guid id, Guid person, Guid substitute, DateOnly from, DateOnly until, string? note, Guid? by, DateOnly today, IReadOnlyCollection<Absence> others)
    {
        if (until < from) return StaffingErrors.EndsBeforeItBegins.At(nameof(Until));
        if (until < today) return StaffingErrors.AbsencePast.At(nameof(Until));
        if (until > today.AddYears(1)) return StaffingErrors.AbsenceTooLong.At(nameof(Until));
        if (substitute == person) return StaffingErrors.OwnSubstitute.At(nameof(SubstituteId));
        if (Against(person, substitute, others) is { } refused) return refused;
        return new Absence { Id = id, PersonId = person, SubstituteId = substitute, From = from, Until = until, Note = note, EnteredById = by };
    }

    /// <summary>Back earlier: today is no longer a day away.</summary>
    public Result<Absence> End(DateOnly today)
    {
        if (IsCancelled || Until < today) return StaffingErrors.AbsenceOver;
        if (From >= today) IsCancelled = true;
        else Until = today.AddDays(-1);
        return this;
    }

    /// <summary>Takes the end back, on the day on which it was said.</summary>
    public Result<Absence> Resume(DateOnly until, DateOnly today, IReadOnlyCollection<Absence> others)
    {
        if (!(IsCancelled ? Until >= today : Until == today.AddDays(-1) && until >= today)) return StaffingErrors.AbsenceOver;
        if (until > today.AddYears(1)) return StaffingErrors.AbsenceTooLong.At(nameof(Until));
        if (Against(PersonId, SubstituteId, others) is { } refused) return refused;
        if (!IsCancelled) Until = until;
        IsCancelled = false;
        return this;
    }

    public void GiveTo(Guid substitute) => SubstituteId = substitute;

    private static Error? Against(Guid person, Guid substitute, IReadOnlyCollection<Absence> others) =>
        others.Any(a => a.PersonId == person) ? StaffingErrors.AwayAlready.At(nameof(From))
        : LeadsBack(substitute, person, others) ? StaffingErrors.CircularSubstitute.At(nameof(SubstituteId))
        : others.Any(a => a.PersonId == substitute) ? StaffingErrors.SubstituteAway.At(nameof(SubstituteId))
        : null;

    private static bool LeadsBack(Guid from, Guid to, IReadOnlyCollection<Absence> others)
    {
        HashSet<Guid> seen = [];
        Stack<Guid> next = new([from]);
        while (next.TryPop(out var person))
        {
            if (person == to) return true;
            if (seen.Add(person)) foreach (var away in others.Where(a => a.PersonId == person)) next.Push(away.SubstituteId);
        }
        return false;
    }
}
