namespace WaterCrm.Contracts;

/// <summary>
/// A listener. It is called after the event's own transaction was committed, in a transaction of its own that also notes the delivery:
/// what it does in the database happens once. It may be called again after a failure, so anything outside the database must bear repetition.
/// </summary>
public interface IHandle<in TEvent> where TEvent : IntegrationEvent
{
    Task Handle(TEvent said, CancellationToken token);
}
