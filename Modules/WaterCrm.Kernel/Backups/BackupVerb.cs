using System.Data.Common;
using MediatR;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Setup;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Backups;

/// <summary><c>backup [--to FOLDER]</c>: all of the data in one file, while the server runs.</summary>
internal sealed class BackupVerb(IServiceProvider services, IConfiguration configuration, TimeProvider clock) : IVerb
{
    private const string To = "--to";

    public string Name => "backup";

    public string Usage => "backup [--to FOLDER]   writes all of the data into one file, also while the server runs, and reads it back";

    public string Help => $"""
        {Usage}

          --to FOLDER   where to; without it to Backup:Folder of the configuration, which is 'backups' in the data folder where nothing else is said

        The file is called watercrm-DATE-TIMEZ.zip, in UTC, and holds the database as it stood at one moment, the uploaded files, the logo, the own words and the keys.
        It opens everything: only the user of this program can read it, and whoever copies it has to see to that again.
        It gets its name when it has been read back and found to be right. A backup that was cut off leaves none, and the next one tidies up after it.
        On PostgreSQL it needs the server's own programs pg_dump and pg_restore.
        restore FILE puts it into an empty place; doctor --drill tries that without touching anything.
        """;

    /// <summary>A new version that backs up before it is first started must not change the data by it.</summary>
    public bool RunsAsleep => true;

    public string? Wrong(string[] arguments) => Read(arguments).Wrong;

    public async Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        using var actor = Telling.Operator();
        var folder = Read(arguments).Of(To) is { } to ? Path.GetFullPath(to) : BackupFolder.Of(configuration);
        try
        {
            var made = await services.GetRequiredService<BackupMaker>().Make(folder, isDaily: false, VerbConsole.Bar(clock), token);
            VerbConsole.EndBar();
            Console.WriteLine(FormattableString.Invariant($"{made.Path}: {Math.Max(1, made.Bytes / (1024 * 1024))} MB, {made.Manifest.Database.Rows.Values.Sum()} rows in {made.Manifest.Database.Rows.Count} tables, {made.Manifest.Entries.Count - 1} files. It was read back and is whole."));
            foreach (var lost in made.Manifest.Missing) Console.Error.WriteLine($"A record names the file {lost}, which is not there or is damaged, so the backup has it no better.");
            await Note(token);
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
            Console.Error.WriteLine("Cancelled. No backup was made.");
        }

        return 1;
    }

    private static VerbArguments Read(string[] arguments) => VerbArguments.Read(arguments, [], [To]);

    /// <summary>The backup is good whether or not the database takes a line now.</summary>
    private async Task Note(CancellationToken token)
    {
        try
        {
            await services.GetRequiredService<IMediator>().Send(new NoteBackup(), token);
        }
        catch (Exception refused) when (refused is DbException or OperationCanceledException)
        {
            Console.Error.WriteLine($"The audit could not take a line about it: {refused.Message}");
        }
    }
}
