using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>Reads a mail from wherever it comes. Of one that is too long it reads as much as shows that.</summary>
internal static class RawBytes
{
    public static async Task<ReadOnlyMemory<byte>> Of(Stream from, CancellationToken token)
    {
        var most = MailLimits.Default.Bytes + 1;
        var buffer = new byte[81_920];
        using var copy = new MemoryStream();
        for (int read; copy.Length < most && (read = await from.ReadAsync(buffer, token)) > 0;) copy.Write(buffer, 0, (int)Math.Min(read, most - copy.Length));
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }
}
