using Microsoft.Data.Sqlite;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>SQLite's own way of copying a database that is in use: others go on reading and writing, and the copy is of one moment.</summary>
internal sealed class SqliteCopies(string connection) : IDatabaseCopies
{
    private readonly string file = Path.GetFullPath(new SqliteConnectionStringBuilder(connection).DataSource);

    public DatabaseProvider Provider => DatabaseProvider.Sqlite;

    public string FileName => "watercrm.db";

    public long Bytes() => new[] { file, file + "-wal" }.Where(File.Exists).Sum(f => new FileInfo(f).Length);

    public Task<TakenCopy> Take(string to, CancellationToken token) => Task.Run(() =>
    {
        if (!File.Exists(file)) throw new BackupRefusedException($"There is no data in {file} to back up.");

        using var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        from.Open();
        DatabaseContents.Texts(from, "BEGIN");   // what is counted and what is copied is of the moment of the first query
        var contents = DatabaseContents.Of(from);
        if (contents.Rows.Count == 0) throw new BackupRefusedException($"There is no data in {file} to back up.");
        Copy(from, to);
        return new TakenCopy(contents, DatabaseContents.Files(from, contents.Rows.Keys));
    }, token);

    public static void Copy(SqliteConnection from, string to)
    {
        using var copy = new SqliteConnection($"Data Source={to};Pooling=False");
        copy.Open();
        from.BackupDatabase(copy);
    }

    public Task<string?> Verify(string copy, DatabaseContents contents, CancellationToken token) => Task.Run(() =>
    {
        try
        {
            using var opened = Open(copy);
            var said = DatabaseContents.Texts(opened, "PRAGMA integrity_check(5)");
            return said is ["ok"] ? contents.Differences(DatabaseContents.Of(opened).Rows).FirstOrDefault() : string.Join("; ", said);
        }
        catch (SqliteException broken)
        {
            return broken.Message;
        }
    }, token);

    public IReadOnlyList<string> Present() =>
        Path.GetDirectoryName(file) is { } folder && Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Path.GetFileName(file) + "*").Where(IsOfTheDatabase).Order(StringComparer.Ordinal)] : [];

    public IDisposable? Alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return Migrator.TryAlone(file);
    }

    public string? Unfit(DatabaseContents contents) => null;

    public Task PutBack(string copy, DateTime now, CancellationToken token) => Task.Run(() =>
    {
        if (!File.Exists(copy)) return;   // it was moved before the work was cut off

        using (var opened = Open(copy)) ClosedDoors.Close(opened, now);
        File.Move(copy, file, overwrite: true);
    }, token);

    /// <summary>Locks are left behind by every process and hold nothing.</summary>
    private bool IsOfTheDatabase(string path) => path[file.Length..] is "" or "-wal" or "-shm" or "-journal";

    private static SqliteConnection Open(string file)
    {
        var opened = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Pooling=False");
        opened.Open();
        return opened;
    }
}
