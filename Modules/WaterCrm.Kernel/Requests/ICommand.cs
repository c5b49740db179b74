using MediatR;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Requests;

/// <summary>A request that changes something. It runs in a transaction of its own, or joins the one of the command that sent it.</summary>
public interface ICommand<T> : IRequest<Result<T>>, IChanges;

/// <summary>What tells the pipeline that a request changes something.</summary>
public interface IChanges;

/// <summary>A command about the own account - session, password, second factor - which also an account that may only look can send.</summary>
public interface IOwnAccount;

/// <summary>A request that only reads. Its connection refuses to write.</summary>
public interface IQuery<out T> : IRequest<T>;

/// <summary>What the audit calls a command. Every command has one.</summary>
/// <param name="action">The name that is stored, dotted kebab: <c>complaints.closed</c>.</param>
/// <param name="phrase">What was done, in English, as it stands behind who did it: <c>Closed a complaint</c>. The key of its translations.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(string action, string phrase) : Attribute
{
    public string Action { get; } = action;

    public string Phrase { get; } = phrase;
}

/// <summary>A command, or its answer, that names the record it is about, for the audit. Commands that answer with a Guid need not.</summary>
public interface IAbout
{
    Guid About { get; }
}

/// <summary>
/// The first of a command's two phases: whatever must not happen while a transaction is open - hashing a password, reading a file, calling out.
/// It gives back the command with the results put in. It runs only for the outermost command.
/// </summary>
public interface IPrepare<TCommand>
{
    Task<Result<TCommand>> Prepare(TCommand command, CancellationToken token);
}
