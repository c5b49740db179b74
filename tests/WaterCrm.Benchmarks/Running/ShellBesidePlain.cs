using Microsoft.AspNetCore.Builder;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Host;

namespace WaterCrm.Benchmarks.Running;

/// <summary>A page of the fixtures through the shell, and the same page in an MVC application of a few lines.</summary>
internal sealed class ShellBesidePlain : IAsyncDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("watercrm-bench-");
    private readonly List<WebApplication> running = [];

    public ManyWires? OfShell { get; private set; }
    public ManyWires? OfPlain { get; private set; }

    /// <returns>The page, as the shell says it.</returns>
    public async Task<string> StartShellAsync(string path, CancellationToken token, params string[] settings)
    {
        OfShell = await ServeAsync(WaterCrmHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--AppData", data.FullName, "--Log:Console", "false", "--Log:Files", "false", "--Modules:Path", PlainFixtures.Folder, .. settings,
        ]), path, token);
        return Body(await OfShell.ReadAsync(token));
    }

    /// <returns>The page, as plain MVC says it.</returns>
    public async Task<string> StartPlainAsync(WebApplication plain, string path, CancellationToken token)
    {
        OfPlain = await ServeAsync(plain, path, token);
        return Body(await OfPlain.ReadAsync(token));
    }

    /// <summary>The two must say the same, or the figure compares nothing.</summary>
    public static void Same(string shell, string plain)
    {
        if (Packed(shell) != Packed(plain)) throw new InvalidOperationException($"The pages differ:\n{shell}\n----\n{plain}");

        static string Packed(string page) => string.Concat(page.Where(c => !char.IsWhiteSpace(c)));
    }

    public async ValueTask DisposeAsync()
    {
        OfShell?.Dispose();
        OfPlain?.Dispose();
        foreach (var app in running)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        data.Delete(recursive: true);
    }

    private async Task<ManyWires> ServeAsync(WebApplication app, string path, CancellationToken token)
    {
        running.Add(app);
        await app.StartAsync(token);
        return await ManyWires.OpenAsync(app.Urls.First(), path, token);
    }

    private static string Body(string answer) => answer[answer.IndexOf("<!DOCTYPE", StringComparison.Ordinal)..(answer.LastIndexOf("</html>", StringComparison.Ordinal) + "</html>".Length)];
}
