using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>Keeps those apart who write to an address and those who say that it is no longer written to.</summary>
public sealed class Suppressions(CommandScope command, Database database)
{
    private const int LockSpace = 0x4D535550;   // of PostgreSQL's advisory locks; ours alone

    // A lock for each address would fill the server's table of locks when twenty thousand are written to at once.
    private const int LockBuckets = 64;

    /// <summary>Lets nobody order a message to this address until the command has ended.</summary>
    internal async Task Close(string recipient, CancellationToken token)
    {
        if (!database.IsSqlite) await command.Hold!.Execute("SELECT pg_advisory_xact_lock(@space, @bucket)", token, [.. LockOf(recipient)]);
    }

    /// <summary>What stands beside a message that was not sent. In English; the key of its translations.</summary>
    internal static string Said(SuppressionReason reason) => reason switch
    {
        SuppressionReason.HardBounce => Word.Of("Not sent: this address takes no mail."),
        SuppressionReason.Complained => Word.Of("Not sent: the receiver called an earlier mail unwanted."),
        SuppressionReason.Unsubscribed => Word.Of("Not sent: the receiver wants no news."),
        _ => Word.Of("Not sent: somebody here has decided that this address is not written to."),
    };

    /// <summary>The values of the lock of an address; none on SQLite, which has one writer at a time.</summary>
    internal IEnumerable<(string, object?)> LockOf(string recipient) =>
        database.IsSqlite ? [] : [("@space", LockSpace), ("@bucket", SHA256.HashData(Encoding.UTF8.GetBytes(recipient))[0] % LockBuckets)];
}
