using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Npgsql;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Backups;

/// <summary>PostgreSQL's own programs for copies, which come with its client. The connection is given to them in their environment, where no list of processes shows it.</summary>
internal sealed class PostgresPrograms(IConfiguration configuration, Trial trial)
{
    public const string Setting = "Backup:PostgresPrograms";

    private const string ToInstall = "Install PostgreSQL's client programs in the version of the server or a newer one (on Debian: postgresql-client), or name the folder they lie in with " + Setting + ".";

    /// <summary>Runs a program and gives what it says to <paramref name="read"/>. One that does not end well is a refusal in its own words.</summary>
    public async Task Run(string program, string connection, IEnumerable<string> arguments, Func<StreamReader, Task> read, CancellationToken token)
    {
        if (trial.Is) throw BackupRefusedException.InATrial;
        var start = new ProcessStartInfo(Find(program), [.. arguments, "--no-password"]) { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = System.Text.Encoding.UTF8 };
        foreach (var (name, value) in Environment(new NpgsqlConnectionStringBuilder(connection))) start.Environment[name] = value;
        using var process = Start(program, start);
        try
        {
            var complaints = process.StandardError.ReadToEndAsync(token);
            await read(process.StandardOutput);
            await process.WaitForExitAsync(token);
            if (process.ExitCode != 0) throw new BackupRefusedException($"{program} could not do it: {Last(await complaints)}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public Task Run(string program, string connection, IEnumerable<string> arguments, CancellationToken token) => Run(program, connection, arguments, said => said.ReadToEndAsync(token), token);

    private static Process Start(string program, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new BackupRefusedException($"The program {program} of PostgreSQL was not found. {ToInstall}", missing);
        }
    }

    /// <summary>In the folder of the configuration; else the newest where they are usually installed, since it must not be older than the server; else wherever the system finds it.</summary>
    private string Find(string program)
    {
        var name = OperatingSystem.IsWindows() ? program + ".exe" : program;
        if (configuration[Setting] is { Length: > 0 } folder) return Path.Combine(folder, name);

        var installed = OperatingSystem.IsWindows() ? @"C:\Program Files\PostgreSQL" : "/usr/lib/postgresql";
        if (!Directory.Exists(installed)) return name;
        return Directory.GetDirectories(installed).OrderByDescending(v => double.TryParse(Path.GetFileName(v), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(v => Path.Combine(v, "bin", name)).FirstOrDefault(File.Exists) ?? name;
    }

    private static IEnumerable<(string Name, string Value)> Environment(NpgsqlConnectionStringBuilder to)
    {
        (string, string?)[] all =
        [
            ("PGHOST", to.Host), ("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture)), ("PGUSER", to.Username), ("PGPASSWORD", to.Password), ("PGPASSFILE", to.Passfile), ("PGDATABASE", to.Database),
            ("PGSSLMODE", to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() }),
            ("PGSSLROOTCERT", to.RootCertificate), ("PGSSLCERT", to.SslCertificate), ("PGSSLKEY", to.SslKey), ("PGOPTIONS", to.Options), ("LC_MESSAGES", "C"),
        ];
        return from pair in all where !string.IsNullOrEmpty(pair.Item2) select (pair.Item1, pair.Item2);
    }

    private static string Last(string said) => string.Join(' ', said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3)) is { Length: > 0 } words ? words : "it said nothing.";
}
