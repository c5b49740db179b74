using WaterCrm.Contracts.Staffing;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing.Domain;

internal enum CallState
{
    Calling,
    Acknowledged,

    /// <summary>All were called, and nobody answered in time. Whoever does so now still can.</summary>
    Unanswered,
}

/// <summary>
/// Something for which whoever is on call is needed now. One after the other is called - first, second, head - each with the same time to acknowledge.
/// Whom it called and when stands in its rows, so that nobody is called twice, whatever is killed when.
/// </summary>
internal sealed class DutyCall : Entity
{
    private readonly List<DutyCallRung> ladder = [];

    private DutyCall()
    {
    }

    public string Reason { get; private init; } = "";
    public string? Link { get; private init; }
    public DateTime RaisedAt { get; private init; }
    public string RaisedBy { get; private init; } = "";
    public CallState State { get; private set; }

    /// <summary>When the next is called; null when it is over or everybody was called.</summary>
    public DateTime? NextAt { get; private set; }
    public DateTime? AcknowledgedAt { get; private set; }
    public Guid? AcknowledgedById { get; private set; }
    public string? AcknowledgedBy { get; private set; }

    public IReadOnlyList<DutyCallRung> Ladder => ladder;

    public static DutyCall Raise(Guid id, string reason, string? link, string by, IReadOnlyList<Guid> people, TimeSpan patience, DateTime now)
    {
        var call = new DutyCall { Id = id, Reason = reason, Link = link, RaisedAt = now, RaisedBy = by };
        call.ladder.AddRange(people.Select((person, place) => new DutyCallRung { CallId = id, Place = place, PersonId = person }));
        call.CallNext(patience, now);
        return call;
    }

    /// <summary>The time of whoever was called last is up: the next is called, or nobody is left.</summary>
    public void Watch(TimeSpan patience, DateTime now)
    {
        if (State is CallState.Calling && NextAt <= now) CallNext(patience, now);
    }

    public Result<DutyCall> Acknowledge(Guid person, string name, DateTime now)
    {
        if (State is CallState.Acknowledged) return StaffingErrors.AcknowledgedAlready.With(AcknowledgedBy ?? "");
        if (!ladder.Exists(r => r.PersonId == person && r.CalledAt is not null)) return StaffingErrors.NotCalled;
        (State, NextAt, AcknowledgedAt, AcknowledgedById, AcknowledgedBy) = (CallState.Acknowledged, null, now, person, name);
        return this;
    }

    private void CallNext(TimeSpan patience, DateTime now)
    {
        if (ladder.OrderBy(r => r.Place).FirstOrDefault(r => r.CalledAt is null) is not { } next)
        {
            (State, NextAt) = (CallState.Unanswered, null);
            return;
        }

        next.CalledAt = now;
        NextAt = now + patience;
        Raise(new PersonCalled { OccurredAt = now, CallId = Id, PersonId = next.PersonId, Place = next.Place + 1, Reason = Reason, AnswerBy = now + patience });
    }
}

/// <summary>One person of the ladder, and when they were called.</summary>
internal sealed class DutyCallRung
{
    public Guid CallId { get; init; }
    public int Place { get; init; }
    public Guid PersonId { get; init; }
    public DateTime? CalledAt { get; set; }
}
