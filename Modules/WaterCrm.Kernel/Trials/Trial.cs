using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Trials;

/// <summary>
/// Whether this process serves a copy of the data to try things out. Whatever leaves the machine - mail, messages, calls to other systems - asks this first
/// and does not send. Every page says it.
/// </summary>
public sealed class Trial : IDisposable
{
    /// <summary>In the data folder; a backup leaves it out.</summary>
    public const string FolderName = "trial";

    internal const string LockName = FolderName + ".lock";

    internal const string KeysOfReal = "WaterCrm", KeysOfTrial = "WaterCrm.Trial";

    private const string Mark = "copied-at";

    private readonly FileStream? alone;

    private Trial(string? folder, DateTime copiedAt, FileStream? alone) => (Folder, CopiedAt, this.alone) = (folder, copiedAt, alone);

    /// <summary>The real thing.</summary>
    public static Trial None { get; } = new(null, default, null);

    public bool Is => Folder is not null;

    /// <summary>Under which the keys of cookies and secrets are kept apart from those of the real thing.</summary>
    public string KeysName => Is ? KeysOfTrial : KeysOfReal;

    /// <summary>Browsers send a cookie to every port of a machine: the trial beside the real thing must not end its sessions.</summary>
    public string CookieName(string name) => Is ? name + ".Trial" : name;

    /// <summary>The data folder of the trial; null where this is the real thing.</summary>
    public string? Folder { get; }

    /// <summary>When its data was copied, in UTC.</summary>
    public DateTime CopiedAt { get; }

    /// <summary>
    /// Where <c>Trial:On</c> is set: makes the copy if there is none yet, and turns the configuration to it. From then on nothing of the process knows
    /// where the real data is. Else <see cref="None"/>.
    /// </summary>
    /// <param name="configuration">Is changed: data folder and database are those of the trial.</param>
    /// <param name="data">The real data folder.</param>
    /// <param name="clock">Says when the copy was made.</param>
    public static Trial Prepare(IConfiguration configuration, string data, TimeProvider clock)
    {
        if (!configuration.GetValue("Trial:On", false)) return None;

        var real = Database.From(configuration, data, clock, NullLogger<WriteDoor>.Instance);
        var folder = Path.Combine(data, FolderName);
        var alone = Lock(data);
        try
        {
            if (configuration.GetValue("Trial:Fresh", false) && Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
            var mark = Path.Combine(folder, Mark);
            if (!File.Exists(mark)) TrialCopy.Make(real, configuration["Database:ConnectionString"], data, folder, mark, clock.Utc());

            configuration["Database:ConnectionString"] = TrialCopy.ConnectionString(real, configuration["Database:ConnectionString"], folder);
            configuration["AppData"] = folder;
            return new Trial(folder, DateTime.Parse(File.ReadAllText(mark), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind), alone);
        }
        catch
        {
            alone.Dispose();
            throw;
        }
    }

    public void Dispose() => alone?.Dispose();

    private static FileStream Lock(string data)
    {
        try
        {
            Directory.CreateDirectory(data);
            return new FileStream(Path.Combine(data, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new TrialRefusedException($"A trial of {data} is running already. Stop it first.");
        }
    }
}

/// <summary>Why there is no trial.</summary>
public sealed class TrialRefusedException(string why) : Exception(why);
