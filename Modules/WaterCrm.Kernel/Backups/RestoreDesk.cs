using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>Puts a backup into an empty place. Nothing reaches its place before all of the backup has been read and is what its manifest says.</summary>
/// <param name="data">The data folder.</param>
/// <param name="copies">Its database.</param>
/// <param name="sqliteFile">The database's file; null on PostgreSQL.</param>
/// <param name="program">Says whether it can read the backup.</param>
/// <param name="clock">Says when what was under way ended.</param>
internal sealed class RestoreDesk(string data, IDatabaseCopies copies, string? sqliteFile, ThisProgram program, TimeProvider clock)
{
    private readonly string unpacking = Path.Combine(data, HalfRestored.Unpacking), unpacked = Path.Combine(data, HalfRestored.Unpacked);

    /// <returns>What the backup says of itself.</returns>
    public async Task<BackupManifest> Restore(string path, Action<long, long>? tell, CancellationToken token)
    {
        try
        {
            using var backup = BackupFile.Open(path);
            Refuse(backup);
            using var alone = copies.Alone() ?? throw new BackupRefusedException("Another process is at work in this place. Stop the program, and any other restore, first.");
            if (Directory.Exists(unpacked)) RefuseAnother(backup);
            else await Unpack(backup, new BackupProgress(tell), token);

            await PutInPlace(backup, token);
            return backup.Manifest;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupRefusedException($"The backup was not restored: {data} could not be written. {failure.Message}", failure);
        }
        catch (Exception failure) when (failure is SqliteException or NpgsqlException)
        {
            throw new BackupRefusedException($"The backup was not restored: the database refused it. {failure.Message}", failure);
        }
    }

    private void Refuse(BackupFile backup)
    {
        if (backup.Manifest.Provider != copies.Provider)
            throw new BackupRefusedException($"The backup is of {Name(backup.Manifest.Provider)}, and this place is set up for {Name(copies.Provider)}. Set Database:Provider to {backup.Manifest.Provider}.");
        if (program.NewerPart(backup.Manifest) is { } newer) throw new BackupRefusedException($"The backup was made by a newer version: {newer}. Install that version, or a newer one.");
        if (copies.Unfit(backup.Manifest.Database) is { } unfit) throw new BackupRefusedException(unfit);
    }

    private async Task Unpack(BackupFile backup, BackupProgress progress, CancellationToken token)
    {
        RefuseWhatIsThere();
        if (Directory.Exists(unpacking)) Directory.Delete(unpacking, recursive: true);
        progress.Expect(backup.Bytes);
        try
        {
            PrivateFiles.CreateFolder(unpacking);
            foreach (var entry in backup.Manifest.Entries) backup.Unpack(entry, Path.Combine(unpacking, entry.Name), progress, token);
            if (await copies.Verify(Path.Combine(unpacking, backup.DatabaseEntry.Name), backup.Manifest.Database, token) is { } wrong) throw new BackupRefusedException($"The backup {backup.Path} is damaged: its database is not what it should be. {wrong}. Take another backup.");
            using (var manifest = PrivateFiles.Create(Path.Combine(unpacking, BackupManifest.EntryName))) backup.Manifest.Write(manifest);
            Directory.Move(unpacking, unpacked);
        }
        catch
        {
            Directory.Delete(unpacking, recursive: true);
            throw;
        }

        progress.End();
    }

    /// <summary>Each step leaves the rest where the same command finds it again.</summary>
    private async Task PutInPlace(BackupFile backup, CancellationToken token)
    {
        var parts = new DirectoryInfo(Path.Combine(unpacked, "data"));
        foreach (var folder in parts.Exists ? parts.GetDirectories() : [])
        {
            if (Path.Combine(data, folder.Name) is var place && Directory.Exists(place)) Directory.Delete(place, recursive: true);   // it holds no file, else nothing had been begun
            folder.MoveTo(place);
        }

        foreach (var file in parts.Exists ? parts.GetFiles() : []) file.MoveTo(Path.Combine(data, file.Name), overwrite: true);
        await copies.PutBack(Path.Combine(unpacked, backup.DatabaseEntry.Name), clock.Utc(), token);
        Directory.Delete(unpacked, recursive: true);
    }

    private void RefuseWhatIsThere()
    {
        const int Named = 5;
        List<string> there = [.. copies.Present(), .. DataFolder.Belongings(data, sqliteFile).Select(f => f.Path)];
        if (there.Count == 0) return;
        var more = there.Count > Named ? $" and {there.Count - Named} more" : "";
        throw new BackupRefusedException($"A backup is restored only into an empty place, and here are: {string.Join(", ", there.Take(Named))}{more}. Stop the program and move them away, or name another place with --AppData and --Database:ConnectionString.");
    }

    private void RefuseAnother(BackupFile backup)
    {
        using var said = File.OpenRead(Path.Combine(unpacked, BackupManifest.EntryName));
        if (BackupManifest.Read(said) is not { } begun || begun.MadeAt != backup.Manifest.MadeAt || !begun.Entries.SequenceEqual(backup.Manifest.Entries))
            throw new BackupRefusedException($"In {data} lies another backup whose restore was cut off. Restore that one again, or empty the place.");
    }

    private static string Name(DatabaseProvider provider) => provider is DatabaseProvider.Sqlite ? "SQLite" : "PostgreSQL";
}
