using System.Diagnostics;
using WaterCrm.Tests.Kills;

namespace WaterCrm.Tests.Commands;

/// <summary>A command of the command line, run as a process of its own like an operator runs it.</summary>
internal sealed record Called(int Code, string Out, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public string All => Out + Error;

    public static async Task<Called> Run(string appData, params string[] words)
    {
        using var process = Process.Start(HostProcess.Program([.. words, "--AppData", appData]))!;
        try
        {
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
            await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            return new Called(process.ExitCode, await said, await complained);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    public override string ToString() => $"{Code}\n{Out}\n{Error}";
}

/// <summary>A data folder that goes when the test is over.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-commands-");

    public string Path => folder.FullName;

    public string Database => System.IO.Path.Combine(Path, "watercrm.db");

    public void Dispose() => folder.Delete(recursive: true);
}
