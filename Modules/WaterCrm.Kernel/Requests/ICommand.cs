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

/// <summary>The action's name in the audit, dotted kebab: <c>complaints.closed</c>. Every command has one.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(string action) : Attribute
{
    public string Action { get; } = action;
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
