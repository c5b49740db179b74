using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Backups;

/// <summary>
/// Restores a backup aside and has this program look at it there row by row, as a process of its own that knows of no other data. What was made for it is removed afterwards, and what a drill
/// that was killed has left is removed before the next.
/// </summary>
internal sealed class Drill(Database database, IConfiguration configuration, ThisProgram program, PostgresPrograms programs, AskedVerb asked, Trial trial, TimeProvider clock)
{
    /// <summary>In the data folder.</summary>
    public const string FolderName = "drill";

    public const string LockName = FolderName + ".lock";

    private const string Connection = "Database:ConnectionString";

    private static readonly string[] Replaced = ["AppData", Connection, "Urls"];

    private readonly string folder = Path.Combine(BackupFolder.DataOf(configuration), FolderName);

    /// <param name="path">The backup; null means the newest of the folder of backups.</param>
    /// <param name="tell">Hears how far the restore is.</param>
    /// <param name="say">Hears what is found.</param>
    /// <param name="token">Gives up.</param>
    /// <returns>Whether the backup is good.</returns>
    public async Task<bool> Run(string? path, Action<long, long>? tell, Action<string> say, CancellationToken token)
    {
        if (trial.Is) throw BackupRefusedException.InATrial;
        path ??= BackupFolder.In(BackupFolder.Of(configuration)).FirstOrDefault()?.Path ?? throw new BackupRefusedException($"There is no backup in {BackupFolder.Of(configuration)}. Make one with the command backup, or name one with --backup FILE.");
        using var alone = Alone();
        Clear();
        await using var place = database.IsSqlite ? new DrillPlace($"Data Source={Path.Combine(folder, "watercrm.db")}") : await DrillPlace.OnPostgres(configuration[Connection]!, token);
        try
        {
            var since = clock.GetTimestamp();
            var copies = IDatabaseCopies.Of(new Database(database.Provider, place.Connection, clock, NullLogger<WriteDoor>.Instance), place.Connection, programs);
            PrivateFiles.CreateFolder(folder);
            var manifest = await new RestoreDesk(folder, copies, database.IsSqlite ? Path.Combine(folder, "watercrm.db") : null, program, clock).Restore(path, tell, token);
            say(FormattableString.Invariant($"{path} is {Age(clock.Utc() - manifest.MadeAt)} old. It was restored aside in {clock.GetElapsedTime(since).TotalSeconds:0.0} s: {manifest.Database.Rows.Values.Sum()} rows in {manifest.Database.Rows.Count} tables, {manifest.Entries.Count - 1} files."));

            since = clock.GetTimestamp();
            var (code, said) = await Look(place.Connection, token);
            var lines = code == 0 ? said.SkipWhile(l => !l.StartsWith("Comparing", StringComparison.Ordinal)).Skip(1) : said;
            foreach (var line in lines) say("    " + line);
            say(FormattableString.Invariant($"{(code == 0 ? "The backup is good" : "The backup restores, and what is in it is not well")}. It was looked at for {clock.GetElapsedTime(since).TotalSeconds:0.0} s and is removed again."));
            return code == 0;
        }
        finally
        {
            Clear();
        }
    }

    private async Task<(int Code, List<string> Said)> Look(string connection, CancellationToken token)
    {
        var (program, first) = Itself();
        var start = new ProcessStartInfo(program, [.. first, "doctor", "--deep", .. Settings()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        // In the environment, where no list of processes shows a password; what the configuration files say is less than that.
        (start.Environment["AppData"], start.Environment["Database__ConnectionString"]) = (folder, connection);
        using var process = Process.Start(start)!;
        try
        {
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(token), process.StandardError.ReadToEndAsync(token));
            await process.WaitForExitAsync(token);
            return (process.ExitCode, [.. (await said + '\n' + await complained).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd('\r'))]);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>This program as it was started: by its own file, or by dotnet.</summary>
    private static (string Program, string[] First) Itself() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet" ? (Environment.ProcessPath!, [Assembly.GetEntryAssembly()!.Location]) : (Environment.ProcessPath!, []);

    /// <summary>What the command was called with beside its own words, but for the place.</summary>
    private IEnumerable<string> Settings()
    {
        var words = new Queue<string>(asked.Settings ?? []);
        while (words.TryDequeue(out var word))
        {
            string[] setting = word.Contains('=') ? [word] : [word, words.TryDequeue(out var value) ? value : ""];
            if (!Replaced.Contains(word.TrimStart('-').Split('=')[0], StringComparer.OrdinalIgnoreCase))
                foreach (var part in setting) yield return part;
        }
    }

    private static string Age(TimeSpan age) => FormattableString.Invariant($"{(age.TotalHours < 48 ? $"{age.TotalHours:0.0} hours" : $"{age.TotalDays:0} days")}");

    private FileStream Alone()
    {
        try
        {
            return new FileStream(Path.Combine(BackupFolder.DataOf(configuration), LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new BackupRefusedException("A drill is running already. Wait until it has ended.");
        }
    }

    private void Clear()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
