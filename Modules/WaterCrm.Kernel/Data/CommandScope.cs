using System.Text.Json;
using System.Text.Json.Serialization;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// One command, one scope, one connection, one transaction. Every context made in the command's own scope writes through it;
/// before the commit it adds what the other modules and the audit are to know.
/// </summary>
public sealed class CommandScope(IActor actor, EventRegistry events, Remembered remembered, TimeProvider clock) : IAsyncDisposable
{
    private readonly List<IntegrationEvent> said = [];
    private readonly List<AuditNote> notes = [];
    private readonly Stack<AuditNote> open = [];
    private readonly List<Action> then = [];
    private readonly HashSet<Type> touched = [];

    /// <summary>The connection and transaction of the command; null outside one.</summary>
    public WriteHold? Hold { get; private set; }

    /// <summary>Why the command must not be committed. A refusal anywhere inside it undoes the whole.</summary>
    public Error? Refused { get; private set; }

    internal bool SaidSomething => said.Count > 0;

    /// <summary>The command that was validated before the transaction began.</summary>
    internal object? Checked { get; set; }

    internal void Begin(WriteHold hold) =>
        Hold = Hold is null ? hold : throw new InvalidOperationException("This scope is inside a command already.");

    internal void Refuse(Error error) => Refused ??= error;

    /// <summary>Tells the other modules, after the commit.</summary>
    public void Say(IntegrationEvent fact) => said.Add(fact);

    /// <summary>Does something when the command is in the database for good: what is remembered elsewhere can be forgotten then, and not before.</summary>
    /// <param name="what">Done once, however often it is asked for.</param>
    internal void AfterCommit(Action what)
    {
        if (!then.Contains(what)) then.Add(what);
    }

    internal AuditNote Note(string action)
    {
        var note = new AuditNote(action);
        notes.Add(note);
        open.Push(note);
        return note;
    }

    internal void Done(AuditNote note)
    {
        if (!ReferenceEquals(open.Pop(), note)) throw new InvalidOperationException("Commands must end in the order in which they began.");
    }

    /// <summary>What was asked for was so already: the command at hand has nothing to tell.</summary>
    internal void Unchanged() => notes.Remove(open.Peek());

    internal void Changed(EntityChange change) => (open.TryPeek(out var note) ? note : Note("kernel.changed")).Changes.Add(change);

    internal void Touched(Type record) => touched.Add(record);

    /// <summary>Writes outbox, deliveries and audit, then commits.</summary>
    internal async Task Commit(CancellationToken token)
    {
        foreach (var fact in said) await WriteEvent(fact, token);
        foreach (var note in notes) await WriteNote(note, token);
        await Hold!.Commit(token);
        foreach (var what in then) what();
        remembered.Forget(touched);
    }

    public async ValueTask DisposeAsync()
    {
        if (Hold is not null) await Hold.DisposeAsync();
    }

    private async Task WriteEvent(IntegrationEvent fact, CancellationToken token)
    {
        var name = events.NameOf(fact.GetType());
        var sequence = await Hold!.Scalar<long>(
            "INSERT INTO kernel_outbox (name, subject, payload, occurred_at, written_at) VALUES (@name, @subject, @payload, @occurred, @now) RETURNING sequence",
            token, ("@name", name), ("@subject", fact.Subject), ("@payload", JsonSerializer.Serialize(fact, fact.GetType(), EventRegistry.Json)),
            ("@occurred", fact.OccurredAt), ("@now", clock.Utc()));

        foreach (var listener in events.ListenersOf(name))
            await Hold!.Execute(
                "INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, due_at) VALUES (@listener, @sequence, @subject, 'Pending', 0, @now)",
                token, ("@listener", listener), ("@sequence", sequence), ("@subject", fact.Subject), ("@now", clock.Utc()));
    }

    private Task WriteNote(AuditNote note, CancellationToken token) => Hold!.Execute(
        "INSERT INTO kernel_audit (at, action, actor_id, actor_name, subject, changes) VALUES (@at, @action, @id, @name, @subject, @changes)",
        token, ("@at", clock.Utc()), ("@action", note.Action), ("@id", actor.Id), ("@name", actor.Name), ("@subject", note.Subject),
        ("@changes", note.Changes.Count == 0 ? null : JsonSerializer.Serialize(note.Changes, EventRegistry.Json)));
}

/// <summary>One action as the audit keeps it.</summary>
internal sealed class AuditNote(string action)
{
    public string Action => action;

    public Guid? Subject { get; set; }

    public List<EntityChange> Changes { get; } = [];
}

/// <summary>What changed in one record: for each property its old and new value.</summary>
public sealed record EntityChange(string Entity, Guid Id, string Kind, IReadOnlyDictionary<string, string?[]> Values)
{
    /// <summary>Which of the values are personal data, as the model said at the time: whoever shows them shows these only to those who may see such data. Null where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Personal { get; init; }
}
