using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Backups;

/// <summary>A backup that was made and verified.</summary>
internal sealed record MadeBackup(string Path, long Bytes, BackupManifest Manifest);

/// <summary>
/// Makes backups, also while the server runs. The database is copied first and the files that it names after it: they are there before any record names them, and stay for hours after none does.
/// Everything is made under another name; the file gets its own when it has been read back and found to be right.
/// </summary>
internal sealed class BackupMaker(Database database, IConfiguration configuration, ThisProgram program, PostgresPrograms programs, Trial trial, TimeProvider clock)
{
    public async Task<MadeBackup> Make(string folder, bool isDaily, Action<long, long>? tell, CancellationToken token)
    {
        if (trial.Is) throw BackupRefusedException.InATrial;
        var half = Path.Combine(folder, BackupFolder.HalfName);
        try
        {
            PrivateFiles.CreateFolder(folder);
            using var alone = Alone(folder);
            Clear(half);
            try
            {
                PrivateFiles.CreateFolder(half);
                return await Make(folder, half, isDaily, new BackupProgress(tell), token);
            }
            finally
            {
                Clear(half);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"No backup was made: {folder} could not be written, or the data not read. {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is SqliteException or NpgsqlException)
        {
            throw new BackupRefusedException($"No backup was made: the database could not be read. {failure.Message}", failure);
        }
    }

    private async Task<MadeBackup> Make(string folder, string half, bool isDaily, BackupProgress progress, CancellationToken token)
    {
        var copies = IDatabaseCopies.Of(database, configuration["Database:ConnectionString"], programs);
        var size = copies.Bytes();
        MakeRoom(folder, 2 * size);
        progress.Expect(4 * size);   // copied, packed, read back, looked at

        var now = clock.Utc();
        var (copy, file) = (Path.Combine(half, copies.FileName), Path.Combine(half, "backup.zip"));
        PrivateFiles.Create(copy).Dispose();
        var taken = await copies.Take(copy, token);
        var files = FilesOf(taken);
        var bytes = files.Sum(f => f.Path is { } there ? new FileInfo(there).Length : 0);
        MakeRoom(folder, size + bytes);
        progress.Expect(2 * bytes);   // packed and read back
        progress.Add(size);
        var manifest = Pack(file, copy, $"database/{copies.FileName}", files, taken.Contents, copies.Provider, now, progress, token);
        File.Delete(copy);
        await Verify(file, copy, copies, progress, token);

        var path = Path.Combine(folder, BackupFolder.NameOf(now, isDaily));
        // Two upgrades within one second: names tell seconds, and no backup replaces another.
        for (var later = 1; File.Exists(path); later++) path = Path.Combine(folder, BackupFolder.NameOf(now.AddSeconds(later), isDaily));
        File.Move(file, path);
        progress.End();
        return new MadeBackup(path, new FileInfo(path).Length, manifest);
    }

    private BackupManifest Pack(string file, string copy, string copyName, List<FileToPack> files, DatabaseContents contents, DatabaseProvider provider, DateTime now, BackupProgress progress, CancellationToken token)
    {
        List<BackupEntry> entries = [];
        List<string> missing = [];
        using var written = PrivateFiles.Create(file);
        BackupManifest manifest;
        using (var zip = new ZipArchive(written, ZipArchiveMode.Create, leaveOpen: true))
        {
            // What pg_dump writes is compressed already, and so is most of what people upload.
            Add(zip, copyName, copy, provider is DatabaseProvider.Sqlite ? CompressionLevel.Fastest : CompressionLevel.NoCompression, entries, progress, token);
            foreach (var (name, path, upload) in files)
            {
                if (path is not null) Add(zip, $"data/{name}", path, upload is null ? CompressionLevel.Fastest : CompressionLevel.NoCompression, entries, progress, token);
                // One photo that is lost must not keep everything else from being saved.
                if (upload is not null && (path is null || entries[^1].Sha256 != upload)) missing.Add(upload);
            }

            manifest = new BackupManifest
            {
                Format = BackupManifest.ThisFormat, Version = ThisProgram.Version, Modules = program.Modules, MadeAt = now, Provider = provider, Database = contents, Entries = entries, Missing = missing,
            };
            using var said = zip.CreateEntry(BackupManifest.EntryName, CompressionLevel.Fastest).Open();
            manifest.Write(said);
        }

        written.Flush(flushToDisk: true);
        return manifest;
    }

    /// <summary>The uploaded files that the copy names, and all else that belongs to the data.</summary>
    private List<FileToPack> FilesOf(TakenCopy taken)
    {
        var data = BackupFolder.DataOf(configuration);
        return
        [
            .. taken.Files.Select(sha256 => Upload(data, $"{DataFolder.Files}/{sha256[..2]}/{sha256}", sha256)),
            .. DataFolder.Belongings(data, database.SqliteFile, DataFolder.Files).Select(f => new FileToPack(f.Name, f.Path, null)),
        ];
    }

    /// <summary>A sweep lays files aside for a moment before it decides.</summary>
    private static FileToPack Upload(string data, string name, string sha256) =>
        new(name, new[] { name, $"{DataFolder.Files}/aside/{sha256}", name }.Select(n => Path.Combine(data, n)).FirstOrDefault(File.Exists), sha256);

    private static void Add(ZipArchive zip, string name, string path, CompressionLevel level, List<BackupEntry> entries, BackupProgress progress, CancellationToken token)
    {
        using var from = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        using var to = zip.CreateEntry(name, level).Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, bytes) = (new byte[1 << 17], 0L);
        for (int read; (read = from.Read(buffer)) > 0; bytes += read)
        {
            token.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            progress.Add(read);
        }

        entries.Add(new BackupEntry(name, bytes, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>Reads everything back from the file that will be kept: each entry, and the database as a database.</summary>
    private static async Task Verify(string file, string copy, IDatabaseCopies copies, BackupProgress progress, CancellationToken token)
    {
        using var backup = BackupFile.Open(file);
        foreach (var entry in backup.Manifest.Entries.Where(e => e != backup.DatabaseEntry)) backup.Read(entry, Stream.Null, progress, token);
        backup.Unpack(backup.DatabaseEntry, copy, progress, token);
        if (await copies.Verify(copy, backup.Manifest.Database, token) is { } wrong) throw new BackupRefusedException($"No backup was made: the copy of the database is not what it should be. {wrong}. Run doctor --deep: it says whether the database itself is damaged.");
    }

    /// <summary>A full disk would stop all writing, also of the server.</summary>
    private static void MakeRoom(string folder, long needed)
    {
        const long Megabyte = 1024 * 1024;
        var free = new DriveInfo(folder).AvailableFreeSpace;
        if (free < needed) throw new BackupRefusedException($"No backup was made: {folder} has {free / Megabyte} MB free, and some {needed / Megabyte} MB are needed.");
    }

    /// <summary>Two at once would remove what the other is making.</summary>
    private static FileStream Alone(string folder)
    {
        var path = Path.Combine(folder, BackupFolder.LockName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new BackupRefusedException($"A backup into {folder} is being made already. Wait until it has ended.");
        }
    }

    private static void Clear(string half)
    {
        if (Directory.Exists(half)) Directory.Delete(half, recursive: true);
    }
}

/// <summary>A file of the data.</summary>
/// <param name="Name">Its place within the data folder.</param>
/// <param name="Path">Where it lies; null where it is not there.</param>
/// <param name="Upload">The SHA-256 by which a record names it; null where it is no uploaded file.</param>
internal sealed record FileToPack(string Name, string? Path, string? Upload);
