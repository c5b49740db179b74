using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Data;

/// <summary><c>migrate</c>: brings the tables to the state this program needs. Every start does; this one says what it did, and does not serve.</summary>
internal sealed class MigrateVerb(Migrator migrator, Database database) : IVerb
{
    public const string Word = "migrate";

    public string Name => Word;

    public string Usage => "migrate   brings the database to the newest state and says what it did";

    public string Help => $"""
        {Usage}

        Every start does the same before it serves. Use this to have it done, with a look at the result, before the server is started:
        stop the server, back up, replace the program, migrate, start. It works on SQLite and on PostgreSQL, one process at a time, and can be repeated.
        Migrations only go forward; the way back is the backup. A database that a newer version has made is refused.
        """;

    /// <summary>The tables are brought up to date before any command runs, so this is called then.</summary>
    public static void Tell(MigrationStep step) => Console.WriteLine($"{step.Module,-14} {step.Number}/{step.Of}  {step.Name}");

    public string? Wrong(string[] arguments) => VerbArguments.Read(arguments, [], []).Wrong;

    public Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        var (count, tables) = (migrator.Done.Count, migrator.Done.DistinctBy(s => s.Module).Count());
        Console.WriteLine(count == 0 ? $"Nothing to do: {database.Where} is in the newest state." : $"{count} migrations in {tables} modules were made. {database.Where} is in the newest state.");
        return Task.FromResult(0);
    }
}
