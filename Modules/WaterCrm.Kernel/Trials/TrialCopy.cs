using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Data.Sqlite;
using Npgsql;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.SecondFactor;

namespace WaterCrm.Kernel.Trials;

/// <summary>Copies data folder and database for a trial, also while the server runs. It reads the real data and writes only what is the trial's.</summary>
internal static class TrialCopy
{
    public static void Make(Database real, string? connection, string data, string folder, string mark, DateTime now)
    {
        if (real.SqliteFile is { } file && !File.Exists(file)) throw new TrialRefusedException($"There is no data in {real.Where} to make a trial of.");

        // Under another name until it is whole: a copy that was killed half-way is begun anew.
        var half = folder + ".new";
        foreach (var left in new[] { half, folder }.Where(Directory.Exists)) Directory.Delete(left, recursive: true);
        CopyFolder(data, Directory.CreateDirectory(half).FullName, real.SqliteFile);
        if (real.IsSqlite) CopySqlite(real, half);
        else TrialOfPostgres.Copy(connection!);

        using (var database = Open(real, connection, half)) Clean(database, data, half, now);
        File.WriteAllText(Path.Combine(half, Path.GetFileName(mark)), now.ToString("O", CultureInfo.InvariantCulture));
        Directory.Move(half, folder);
    }

    /// <summary>Leads to the trial's database.</summary>
    public static string ConnectionString(Database real, string? connection, string folder) => real.IsSqlite
        ? $"Data Source={Path.Combine(folder, "watercrm.db")}"
        : TrialOfPostgres.ConnectionString(connection!);

    /// <summary>All but the keys: the trial has its own.</summary>
    private static void CopyFolder(string from, string to, string? database)
    {
        foreach (var (name, path) in DataFolder.Belongings(from, database, DataFolder.Keys))
        {
            var copy = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    private static void CopySqlite(Database real, string folder)
    {
        using var from = new SqliteConnection(new SqliteConnectionStringBuilder(real.ReadConnectionString) { Pooling = false }.ToString());
        from.Open();
        SqliteCopies.Copy(from, Path.Combine(folder, "watercrm.db"));
    }

    private static DbConnection Open(Database real, string? connection, string folder)
    {
        var trial = ConnectionString(real, connection, folder) + ";Pooling=False";
        DbConnection opened = real.IsSqlite ? new SqliteConnection(trial) : new NpgsqlConnection(trial);
        opened.Open();
        return opened;
    }

    /// <summary>
    /// What would open a door or go on by itself: sessions, links and keys that were handed out, work under way. The trial has keys of its own, so that no cookie
    /// made there opens anything here; what authenticator apps share with us is locked up anew with them.
    /// </summary>
    private static void Clean(DbConnection trial, string data, string folder, DateTime now)
    {
        ClosedDoors.Close(trial, now);
        Execute(trial, "DELETE FROM kernel_api_key");   // a program of the real thing must not read here; a backup keeps its keys

        var (real, own) = (KeysOf(data, isTrial: false), KeysOf(folder, isTrial: true));
        List<(object Id, string Kept)> secrets = [];
        using (var query = trial.Statement(null, "SELECT \"Id\", \"SecondFactor\" FROM kernel_person WHERE \"SecondFactor\" IS NOT NULL"))
        using (var rows = query.ExecuteReader())
            while (rows.Read()) secrets.Add((rows.GetValue(0), rows.GetString(1)));
        foreach (var (id, kept) in secrets)
            Execute(trial, "UPDATE kernel_person SET \"SecondFactor\" = @kept WHERE \"Id\" = @id", ("@kept", real.Read(kept) is { } key ? own.Keep(key) : kept), ("@id", id));
    }

    /// <summary>The keys as the host uses them; the real ones are only read.</summary>
    private static Keys KeysOf(string data, bool isTrial) => new(DataProtectionProvider.Create(new DirectoryInfo(Path.Combine(data, "keys")), keys =>
    {
        keys.SetApplicationName(isTrial ? Trial.KeysOfTrial : Trial.KeysOfReal);
        if (!isTrial) keys.DisableAutomaticKeyGeneration();
    }));

    private static void Execute(DbConnection connection, string sql, params (string, object?)[] values)
    {
        using var command = connection.Statement(null, sql, values);
        command.ExecuteNonQuery();
    }
}
