namespace WaterCrm.Contracts.Staffing;

/// <summary>Somebody on call is needed now and has to acknowledge. Whoever can reach people outside the screens - a text message, a call - listens to this.</summary>
[EventName("staffing.person-called")]
public sealed record PersonCalled : IntegrationEvent
{
    public required Guid CallId { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>1 for the first who is called.</summary>
    public required int Place { get; init; }
    public required string Reason { get; init; }

    /// <summary>After this time the next is called, UTC.</summary>
    public required DateTime AnswerBy { get; init; }

    public override Guid Subject => CallId;
}
