using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Kernel.Messages.Letters;

/// <summary>
/// Makes a PDF of a page by a browser on this machine, such as Chromium: it draws Vietnamese and Chinese as the machine's fonts have them. The browser gets a folder of its own that is
/// gone afterwards, no network, no scripts and a minute; one at a time, for each takes as much memory as all of the program.
/// </summary>
internal sealed class PdfBrowser(IConfiguration configuration, Trial trial, TimeProvider clock, ILogger<PdfBrowser> log) : IDisposable
{
    public const string Setting = "Pdf:Browser";

    /// <summary>No scripts and nothing from anywhere. The browser cannot be told to run no scripts at all: what makes the PDF is one of its own.</summary>
    private const string Policy = "<head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\" />";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim alone = new(1);

    public bool IsSetUp => Program is { Length: > 0 };

    private string? Program => configuration[Setting];

    /// <param name="html">A whole page, with its head.</param>
    /// <param name="token">Gives up.</param>
    public async Task<Result<byte[]>> Print(string html, CancellationToken token)
    {
        if (trial.Is) return LetterErrors.NoPdfInTrial;
        if (Program is not { Length: > 0 } program) return LetterErrors.NoBrowser;

        await alone.WaitAsync(token);
        var folder = Directory.CreateTempSubdirectory("watercrm-pdf-");   // for this user's eyes only
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html.Replace("<head>", Policy, StringComparison.Ordinal), token);
            var said = await Run(program, page, pdf, folder.FullName, token);
            if (File.Exists(pdf)) return await File.ReadAllBytesAsync(pdf, token);

            log.LogError("{Program} made no PDF. It said: {Said}", program, said);
            return LetterErrors.PdfFailed;
        }
        catch (Exception failure) when (failure is Win32Exception or IOException || (failure is OperationCanceledException && !token.IsCancellationRequested))
        {
            log.LogError(failure, "{Program} made no PDF", program);
            return LetterErrors.PdfFailed;
        }
        finally
        {
            Remove(folder);
            alone.Release();
        }
    }

    public void Dispose() => alone.Dispose();

    private async Task<string> Run(string program, string page, string pdf, string folder, CancellationToken token)
    {
        using var limit = new CancellationTokenSource(Longest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
        var start = new ProcessStartInfo(program, Arguments(page, pdf, folder)) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var home in new[] { "HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME" }) start.Environment[home] = folder;
        using var process = Process.Start(start)!;
        try
        {
            var (errors, output) = (process.StandardError.ReadToEndAsync(either.Token), process.StandardOutput.ReadToEndAsync(either.Token));
            await process.WaitForExitAsync(either.Token);
            return process.ExitCode == 0 ? "" : $"{process.ExitCode}: {await errors} {await output}";
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static IEnumerable<string> Arguments(string page, string pdf, string folder)
    {
        string[] always =
        [
            "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--user-data-dir=" + folder, "--print-to-pdf=" + pdf,
        ];
        // Its sandbox refuses to work for root, under whom services should not run and containers do.
        return OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? [.. always, "--no-sandbox", new Uri(page).AbsoluteUri] : [.. always, new Uri(page).AbsoluteUri];
    }

    /// <summary>A process that was just killed may hold a file for a moment more; what is left then goes with the machine's own temporary files.</summary>
    private void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            log.LogWarning(left, "The folder {Folder} could not be removed", folder.FullName);
        }
    }
}
