using System.Security.Cryptography;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Files;

/// <summary>
/// The folder of files taken in (App_Data/files). A content is written once, under its own SHA-256, completely or not at all: it appears by
/// a rename after it reached the disk. Work for the time before a command's transaction, never within it; a command that is refused
/// afterwards leaves a content nobody names, which a sweep removes later; what a row names, <see cref="KeptFiles"/> must be told.
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

    /// <summary>Whether the content of this SHA-256 is there.</summary>
    public bool Has(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>
    /// Removes contents that were taken in before <paramref name="before"/> and that nobody names: a report was refused after its pictures were in, or the process died between the two.
    /// A content is laid aside before it is removed and looked at again there, so that one that is taken in anew at this very moment is put back.
    /// </summary>
    /// <param name="before">UTC. A command must have ended long since whose files came before this.</param>
    /// <param name="named">Which of these contents, by their SHA-256, some row names.</param>
    /// <param name="token">Stops between two folders.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> Sweep(DateTime before, Func<IReadOnlyCollection<string>, Task<IReadOnlySet<string>>> named, CancellationToken token)
    {
        var aside = Directory.CreateDirectory(Path.Combine(root, "aside")).FullName;
        var removed = await Decide(aside, before, named);   // what a sweep left that was killed
        foreach (var folder in Directory.EnumerateDirectories(root).Where(f => Path.GetFileName(f).Length == 2))
        {
            token.ThrowIfCancellationRequested();
            string[] old = [.. Directory.EnumerateFiles(folder).Where(f => File.GetLastWriteTimeUtc(f) < before).Select(f => Path.GetFileName(f))];
            foreach (var some in old.Chunk(500))
            {
                var kept = await named(some);
                foreach (var sha256 in some.Where(s => !kept.Contains(s))) File.Move(PathOf(sha256), Path.Combine(aside, sha256), overwrite: true);
                removed += await Decide(aside, before, named);
            }
        }

        return removed;
    }

    private async Task<int> Decide(string aside, DateTime before, Func<IReadOnlyCollection<string>, Task<IReadOnlySet<string>>> named)
    {
        string[] laid = [.. Directory.EnumerateFiles(aside).Select(f => Path.GetFileName(f))];
        if (laid.Length == 0) return 0;

        var (kept, removed) = (await named(laid), 0);
        foreach (var sha256 in laid)
        {
            var path = Path.Combine(aside, sha256);
            if (kept.Contains(sha256) || File.GetLastWriteTimeUtc(path) >= before)
            {
                File.Move(path, PathOf(sha256), overwrite: true);
                continue;
            }

            File.Delete(path);
            removed++;
        }

        return removed;
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
        File.SetLastWriteTimeUtc(path, clock.Utc());
        File.Move(path, place, overwrite: true);   // also where it is there already: from now on it is young again, and no sweep takes it
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
