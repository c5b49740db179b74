using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Backups;

/// <summary>A copy of the database as it stood at one moment.</summary>
/// <param name="Contents">What was in it then.</param>
/// <param name="Files">The uploaded files that its records name, by their SHA-256.</param>
internal sealed record TakenCopy(DatabaseContents Contents, IReadOnlyList<string> Files);

/// <summary>How a database of one kind is copied while it is in use, how a copy is looked at, and how it is put back.</summary>
internal interface IDatabaseCopies
{
    DatabaseProvider Provider { get; }

    /// <summary>How the copy is called inside a backup.</summary>
    string FileName { get; }

    /// <summary>About how long a copy will be.</summary>
    long Bytes();

    /// <summary>Writes the copy. Everything in it is of one moment, whoever writes meanwhile.</summary>
    Task<TakenCopy> Take(string to, CancellationToken token);

    /// <summary>What is wrong with a copy; null where nothing is.</summary>
    Task<string?> Verify(string copy, DatabaseContents contents, CancellationToken token);

    /// <summary>What is there already, for people; empty where a copy may be put.</summary>
    IReadOnlyList<string> Present();

    /// <summary>Nobody else brings up or fills the database until this is disposed; null where somebody is at it.</summary>
    IDisposable? Alone();

    /// <summary>What keeps a copy with these contents from being put here, though it is of the right kind; null where nothing does.</summary>
    string? Unfit(DatabaseContents contents);

    /// <summary>Puts the copy where the database belongs, and closes what would open a door. May be repeated after it was cut off.</summary>
    Task PutBack(string copy, DateTime now, CancellationToken token);

    static IDatabaseCopies Of(Database database, string? connection, PostgresPrograms programs) =>
        database.IsSqlite ? new SqliteCopies(database.ReadConnectionString) : new PostgresCopies(connection!, programs);
}
