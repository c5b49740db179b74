using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Letters;
using WaterCrm.Kernel.Trials;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Letters;

/// <summary>A real browser makes a PDF of letters; one that is missing, fails or never ends is a sentence and leaves nothing behind.</summary>
public sealed partial class PdfBrowserTests(PostgresServer postgres) : IDisposable
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-test-pdf-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Two_hundred_letters_are_two_hundred_sheets_of_A4()
    {
        Needs.Met(File.Exists(Chromium) ? null : $"Chromium is not installed ({Chromium}).");
        await using var room = await MailRoom.Open(DatabaseProvider.Sqlite, postgres, 0);
        await using var scope = room.Harness.Services.CreateAsyncScope();
        var letters = Enumerable.Range(0, 200).Select(i => new LetterText(Guid.NewGuid(), $"Nguyễn Thị Hoa {i}", $"{i} Lê Lợi\nQuận 1", "Đã tiếp nhận 反映", i % 2 is 0 ? "vi" : "zh-Hans", "Kính gửi\n\nTrân trọng", null)).ToList();
        var (html, _) = scope.ServiceProvider.GetRequiredService<LetterSheets>().Write(letters);

        using var browser = Browser(Chromium);
        var made = await browser.Print(html, Token);

        Assert.Null(made.Error);
        var pdf = Encoding.Latin1.GetString(made.Value);
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.Equal(200, Sheet().Count(pdf));
        Assert.Matches(@"/MediaBox\s*\[0 0 59[45][\d.]* 84[12][\d.]*\]", pdf);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_page_that_asks_for_the_network_or_a_script_gets_neither()
    {
        Needs.Met(File.Exists(Chromium) ? null : $"Chromium is not installed ({Chromium}).");
        using var asked = new System.Net.HttpListener();
        var port = FreePort();
        asked.Prefixes.Add($"http://localhost:{port}/");
        asked.Start();
        var request = asked.GetContextAsync();
        using var browser = Browser(Chromium);

        var made = await browser.Print($"<!DOCTYPE html><html><head><title>x</title></head><body><p>Letter</p><img src=\"http://localhost:{port}/a.png\"><script>document.body.innerHTML = '<p style=\"break-after:page\">1</p><p>2</p>'</script></body></html>", Token);

        Assert.Null(made.Error);
        Assert.Equal(1, Sheet().Count(Encoding.Latin1.GetString(made.Value)));
        Assert.False(request.IsCompleted);
    }

    [Fact]
    public async Task Without_a_browser_or_in_a_trial_the_page_says_how_to_print()
    {
        using var none = Browser(null);
        using var missing = Browser("/nowhere/chromium");

        Assert.False(none.IsSetUp);
        Assert.Equal("letters.no-browser", (await none.Print("<p>", Token)).Error?.Code);
        Assert.Equal("letters.pdf-failed", (await missing.Print("<p>", Token)).Error?.Code);
        Assert.Empty(Left());
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("exit 0")]
    public async Task A_browser_that_makes_nothing_is_a_sentence(string does)
    {
        Needs.Met(OperatingSystem.IsWindows() ? "This needs a shell." : null);
        using var browser = Browser(Script(does));

        Assert.Equal("letters.pdf-failed", (await browser.Print("<p>", Token)).Error?.Code);
        Assert.Empty(Left());
    }

    [Fact]
    public async Task A_browser_that_never_ends_is_ended_after_a_minute_with_all_it_started()
    {
        Needs.Met(OperatingSystem.IsWindows() ? "This needs a shell." : null);
        var clock = new FakeTime();
        var pid = Path.Combine(folder.FullName, "pid");
        using var browser = Browser(Script($"sleep 600 & echo $! > {pid}; wait"), clock);

        var printing = browser.Print("<p>", Token);
        while (!File.Exists(pid) || new FileInfo(pid).Length == 0) await Task.Delay(20, Token);
        Assert.False(printing.IsCompleted);
        clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("letters.pdf-failed", (await printing).Error?.Code);
        var started = int.Parse((await File.ReadAllTextAsync(pid, Token)).Trim(), System.Globalization.CultureInfo.InvariantCulture);
        for (var asked = 0; asked < 100 && Runs(started); asked++) await Task.Delay(20, Token);
        Assert.False(Runs(started));
        Assert.Empty(Left());
    }

    private static bool Runs(int process) => File.Exists($"/proc/{process}/status") && !File.ReadAllText($"/proc/{process}/status").Contains("State:\tZ", StringComparison.Ordinal);

    private static PdfBrowser Browser(string? program, TimeProvider? clock = null) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new(PdfBrowser.Setting, program)]).Build(), Trial.None, clock ?? TimeProvider.System, NullLogger<PdfBrowser>.Instance);

    private static IEnumerable<string> Left() => Directory.GetDirectories(Path.GetTempPath(), "watercrm-pdf-*");

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        socket.Start();
        return ((System.Net.IPEndPoint)socket.LocalEndpoint).Port;
    }

    private string Script(string does)
    {
        var path = Path.Combine(folder.FullName, "browser.sh");
        File.WriteAllText(path, $"#!/bin/sh\n{does}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    [GeneratedRegex(@"/Type\s*/Page[^s]")]
    private static partial Regex Sheet();
}
