namespace WaterCrm.Tests.Infrastructure;

/// <summary>What a host leaves behind that was killed: its file, with nobody who holds it.</summary>
internal static class DeadHost
{
    /// <returns>The name under which it held what it held.</returns>
    public static string In(string appData)
    {
        var id = Guid.NewGuid().ToString("N");
        Directory.CreateDirectory(Path.Combine(appData, "hosts"));
        File.WriteAllText(Path.Combine(appData, "hosts", id), "");
        return $"{Environment.MachineName}:{Environment.ProcessId}:{id}";   // its number may be another process' by now
    }
}
