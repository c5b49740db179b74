using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Setup;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Backups;

/// <summary><c>restore FILE</c>: puts a backup into an empty place.</summary>
internal sealed class RestoreVerb(IServiceProvider services, IConfiguration configuration, Database database, TimeProvider clock) : IVerb
{
    public string Name => "restore";

    public string Usage => "restore FILE   puts a backup into an empty place";

    public string Help => $"""
        {Usage}

        The place is what the configuration says: the data folder (AppData) and the database. It must be empty; nothing that is there is ever overwritten.
        The whole backup is read and compared with what it says of itself before anything reaches its place. A restore that was cut off goes on with the same command,
        and the program does not start before.
        Afterwards everybody signs in anew and links that were handed out are void; long work that was under way is cancelled.
        Run it as the user that runs the program, so that the files are theirs.
        """;

    public bool RunsAsleep => true;

    public string? Wrong(string[] arguments) => VerbArguments.Read(arguments, [], [], mostWords: 1) is var read && read.Wrong is { } wrong ? wrong : read.Words.Count == 0 ? "Say which backup: its file." : null;

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        var path = Path.GetFullPath(arguments[0]);
        if (!File.Exists(path)) return Telling.Wrong($"There is no file {path}.");
        try
        {
            var program = services.GetRequiredService<ThisProgram>();
            var copies = IDatabaseCopies.Of(database, configuration["Database:ConnectionString"], services.GetRequiredService<PostgresPrograms>());
            var restored = await new RestoreDesk(BackupFolder.DataOf(configuration), copies, database.SqliteFile, program, clock).Restore(path, VerbConsole.Bar(clock), token);
            VerbConsole.EndBar();
            Console.WriteLine(FormattableString.Invariant($"The data of {restored.MadeAt:yyyy-MM-dd HH:mm} UTC is in place: {restored.Database.Rows.Values.Sum()} rows in {restored.Database.Rows.Count} tables, {restored.Entries.Count - 1} files. Everybody signs in anew. Start the program."));
            foreach (var module in program.Missing(restored)) Console.Error.WriteLine($"The module {module} was on when the backup was made and is not here: its data is in place, and nobody sees it.");
            foreach (var lost in restored.Missing) Console.Error.WriteLine($"A record names the file {lost}, which was lost before the backup was made.");
            return 0;
        }
        catch (BackupRefusedException refused)
        {
            VerbConsole.EndBar();
            Console.Error.WriteLine(refused.Message);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            VerbConsole.EndBar();
            Console.Error.WriteLine("Cancelled. Run it again with the same backup before the program is started.");
        }

        return 1;
    }
}
