using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages;

/// <summary>Forgets the words of messages that ended long ago, and the mails that came in then. That they were sent stays known.</summary>
[BackgroundTask(Schedule = "50 3 * * *", Title = "Forget words of messages", Description = "Removes the words of messages that ended long ago, and mails that came in then.")]
internal sealed class MessageCleanUp(Settings<SendingSettings> settings, TimeProvider clock) : IBackgroundTask
{
    // So few that the write gate is free again at once.
    private const int Batch = 200;

    // Ids begin with the time at which they were made (RFC 9562, version 7): the oldest words are found in the key, and nothing else is looked through.
    private static readonly string Words = "DELETE FROM kernel_message_content WHERE \"MessageId\" IN (SELECT c.\"MessageId\" FROM kernel_message_content c WHERE c.\"MessageId\" < @before "
        + FormattableString.Invariant($"AND EXISTS (SELECT 1 FROM kernel_message m WHERE m.\"Id\" = c.\"MessageId\" AND m.\"EndedAt\" IS NOT NULL) ORDER BY c.\"MessageId\" LIMIT {Batch})");

    private static readonly string Mails = FormattableString.Invariant($"DELETE FROM kernel_received_mail WHERE \"Id\" IN (SELECT \"Id\" FROM kernel_received_mail WHERE \"Id\" < @before ORDER BY \"Id\" LIMIT {Batch})");

    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var before = Guid.CreateVersion7(clock.GetUtcNow().AddDays(-settings.Current.KeepWordsDays));
        var runner = serviceProvider.GetRequiredService<CommandRunner>();
        foreach (var statement in (string[])[Words, Mails])
            while (!cancellationToken.IsCancellationRequested && (await Forget(runner, statement, before, cancellationToken)).Value == Batch)
            {
            }
    }

    private static Task<Result<int>> Forget(CommandRunner runner, string statement, Guid before, CancellationToken token) => runner.Run<Result<int>>(
        "messages: clean up", async (services, cancelled) => await services.GetRequiredService<CommandScope>().Hold!.Execute(statement, cancelled, ("@before", before)), token);
}
