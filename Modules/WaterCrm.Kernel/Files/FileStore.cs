using System.Security.Cryptography;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Files;

/// <summary>
/// The folder of files taken in (App_Data/files). A content is written once, under its own SHA-256, completely or not at all: it appears by
/// a rename after it reached the disk. Work for the time before a command's transaction, never within it; a command that is refused
/// afterwards leaves a content nobody names, which is harmless.
/// </summary>
public sealed class FileStore
{
    private readonly string root;
    private readonly string incoming;
    private readonly TimeProvider clock;

    public FileStore(string root, TimeProvider clock)
    {
        (this.root, this.clock) = (root, clock);
        incoming = Path.Combine(root, "incoming");
        Directory.CreateDirectory(incoming);
        foreach (var left in Directory.EnumerateFiles(incoming))
        {
            // Another host may share the folder: what is older than a day is from a process that was killed.
            if (clock.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(left) > TimeSpan.FromDays(1)) File.Delete(left);
        }
    }

    /// <summary>Takes a file in, or says why not. Nothing of a refused file stays.</summary>
    public async Task<Result<StoredFile>> Receive(Stream content, string? name, UploadRules rules, CancellationToken token)
    {
        var (raw, clean) = (Incoming(), Incoming());
        try
        {
            await using var received = Create(raw);
            if (!await CopyWithin(content, received, rules.MaxBytes, token)) return FileErrors.TooLarge.With(rules.MaxMegabytes);
            if (received.Length == 0) return FileErrors.Empty;
            if (Detect(received) is not { } kind || !rules.Kinds.Contains(kind)) return FileErrors.NotAllowed.With(string.Join(", ", rules.Kinds.Select(k => k.Name)));
            if (!PictureMetadata.CanStrip(kind)) return Keep(received, raw, name, kind);

            await using var stripped = Create(clean);
            return PictureMetadata.Strip(kind, received, stripped) ? Keep(stripped, clean, name, kind) : FileErrors.Damaged;
        }
        finally
        {
            File.Delete(raw);
            File.Delete(clean);
        }
    }

    /// <summary>The content, or null where it is gone.</summary>
    public Stream? Open(StoredFile file)
    {
        var path = PathOf(file.Sha256);
        return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 65_536, useAsync: true) : null;
    }

    private Result<StoredFile> Keep(FileStream content, string path, string? name, FileKind kind)
    {
        content.Flush(flushToDisk: true);
        content.Position = 0;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        var place = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var file = new StoredFile(Ids.New(clock), FileNames.Clean(name, kind), kind.ContentType, content.Length, sha256);
        content.Dispose();   // Windows does not rename an open file
        if (!File.Exists(place)) File.Move(path, place, overwrite: true);
        return file;
    }

    private static async Task<bool> CopyWithin(Stream from, FileStream to, long most, CancellationToken token)
    {
        var buffer = new byte[81_920];
        for (int read; (read = await from.ReadAsync(buffer, token)) > 0;)
        {
            if (to.Length + read > most) return false;
            await to.WriteAsync(buffer.AsMemory(0, read), token);
        }
        to.Position = 0;
        return true;
    }

    private static FileKind? Detect(FileStream file)
    {
        var head = new byte[FileKind.HeadLength];
        var kind = FileKind.Detect(head.AsSpan(0, file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)));
        file.Position = 0;
        return kind;
    }

    private string Incoming() => Path.Combine(incoming, Path.GetRandomFileName());

    private static FileStream Create(string path) => new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, 65_536);

    /// <summary>The name comes from the database; a path from anywhere else has no business here.</summary>
    private string PathOf(string sha256) => sha256.Length == 64 && sha256.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(root, sha256[..2], sha256)
        : throw new ArgumentException("This is not a SHA-256.", nameof(sha256));
}
