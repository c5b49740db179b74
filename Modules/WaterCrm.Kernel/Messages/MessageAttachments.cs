using WaterCrm.Kernel.Files;

namespace WaterCrm.Kernel.Messages;

/// <summary>Reads the kept files that go along with a message.</summary>
internal sealed class MessageAttachments(FileStore files)
{
    /// <returns>Null where one is not there any more.</returns>
    public async Task<IReadOnlyList<(StoredFile File, byte[] Content)>?> Read(IReadOnlyList<StoredFile> attached, CancellationToken token)
    {
        List<(StoredFile, byte[])> read = [];
        foreach (var file in attached)
        {
            await using var content = files.Open(file);
            if (content is null) return null;
            var bytes = new byte[file.Size];
            await content.ReadExactlyAsync(bytes, token);
            read.Add((file, bytes));
        }

        return read;
    }
}
