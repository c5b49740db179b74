using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using WaterCrm.Kernel.Data.Outbox;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Data;

/// <summary>Runs a piece of work as an outermost command: own scope, one transaction, committed only if nothing was refused.</summary>
public sealed class CommandRunner(IServiceScopeFactory scopes, Database database, OutboxSignal signal)
{
    private const int Tries = 3;

    /// <summary>
    /// Does the work and commits. What lost a race on PostgreSQL is done again from the start: a deadlock's victim, and whoever looked whether something
    /// is taken a moment before another took it. The second look sees it, and refuses in words.
    /// </summary>
    public async Task<TResult> Run<TResult>(string holder, Func<IServiceProvider, CancellationToken, Task<TResult>> work, CancellationToken token)
        where TResult : IResult<TResult>
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnce(holder, work, token);
            }
            catch (DbUpdateConcurrencyException)
            {
                return TResult.Refused(KernelErrors.ChangedMeanwhile);
            }
            catch (Exception failure) when (attempt < Tries && LostARace(failure))
            {
            }
        }
    }

    private async Task<TResult> RunOnce<TResult>(string holder, Func<IServiceProvider, CancellationToken, Task<TResult>> work, CancellationToken token)
        where TResult : IResult<TResult>
    {
        await using var services = scopes.CreateAsyncScope();
        var command = services.ServiceProvider.GetRequiredService<CommandScope>();
        command.Begin(await database.Writing.Enter(holder, token));

        var result = await work(services.ServiceProvider, token);
        if (result.Error is not null) return result;
        if (command.Refused is { } refused) return TResult.Refused(refused);

        // From here on the caller may go away: what is decided is written whole.
        await command.Commit(CancellationToken.None);
        if (command.SaidSomething) signal.Raise();
        return result;
    }

    private static bool LostARace(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.UniqueViolation }
        || (failure.InnerException is { } inner && LostARace(inner));
}
