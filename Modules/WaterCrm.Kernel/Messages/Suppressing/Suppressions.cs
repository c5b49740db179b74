using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>Knows which addresses are no longer written to. To be asked within a command: nobody suppresses an address between the question and the commit.</summary>
public sealed class Suppressions(CommandScope command, Database database)
{
    private const int LockSpace = 0x4D535550;   // of PostgreSQL's advisory locks; ours alone

    // A lock for each address would fill the server's table of locks when twenty thousand are written to at once.
    private const int LockBuckets = 64;

    /// <summary>Why this address is not sent messages of this topic; null where it is.</summary>
    /// <param name="recipient">As <see cref="Message.RecipientOf"/> folds it.</param>
    /// <param name="topic">Of the message.</param>
    /// <param name="token">Gives up.</param>
    public async Task<SuppressionReason?> Is(string recipient, MessageTopic topic, CancellationToken token)
    {
        // Of two commands on PostgreSQL neither sees what the other has not committed: a message could be queued while its address is being suppressed.
        var lockFirst = database.IsSqlite ? "" : "SELECT pg_advisory_xact_lock_shared(@space, @bucket); ";
        await using var find = command.Hold!.Connection.Statement(command.Hold.Transaction, lockFirst + "SELECT \"Topic\", \"Reason\" FROM kernel_suppression WHERE \"Recipient\" = @recipient",
            [("@recipient", recipient), .. Lock(recipient)]);
        await using var rows = await find.ExecuteReaderAsync(token);
        if (!database.IsSqlite) await rows.NextResultAsync(token);
        SuppressionReason? strongest = null;
        while (await rows.ReadAsync(token))
        {
            var reason = Enum.Parse<SuppressionReason>(rows.GetString(1));
            if (Suppression.Stops(Enum.Parse<SuppressedTopic>(rows.GetString(0)), reason, topic) && (strongest is null || reason > strongest)) strongest = reason;
        }

        return strongest;
    }

    /// <summary>Lets nobody order a message to this address until the command has ended.</summary>
    internal async Task Close(string recipient, CancellationToken token)
    {
        if (!database.IsSqlite) await command.Hold!.Execute("SELECT pg_advisory_xact_lock(@space, @bucket)", token, [.. Lock(recipient)]);
    }

    /// <summary>What stands beside a message that was not sent. In English; the key of its translations.</summary>
    internal static string Said(SuppressionReason reason) => reason switch
    {
        SuppressionReason.HardBounce => Word.Of("Not sent: this address takes no mail."),
        SuppressionReason.Complained => Word.Of("Not sent: the receiver called an earlier mail unwanted."),
        SuppressionReason.Unsubscribed => Word.Of("Not sent: the receiver wants no news."),
        _ => Word.Of("Not sent: somebody here has decided that this address is not written to."),
    };

    private IEnumerable<(string, object?)> Lock(string recipient) =>
        database.IsSqlite ? [] : [("@space", LockSpace), ("@bucket", SHA256.HashData(Encoding.UTF8.GetBytes(recipient))[0] % LockBuckets)];
}
