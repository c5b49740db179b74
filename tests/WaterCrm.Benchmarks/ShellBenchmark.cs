using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Host;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Benchmarks;

/// <summary>What the shell costs: the same trivial page of the same assembly, once as a module and once in an MVC application of a few lines.</summary>
public sealed class ShellBenchmark : IBenchmark
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("watercrm-bench-");
    private WebApplication? shell;
    private WebApplication? plain;
    private Load? ofShell;
    private Load? ofPlain;

    public string Name => "shell";
    public string Question => "trivial page, requests per second through the shell / plain MVC with the same middleware";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.90;
    public Side Subject => new(token => ofShell!.BurstAsync(token));
    public Side Base => new(token => ofPlain!.BurstAsync(token));

    private static string Fixtures => Path.Combine(AppContext.BaseDirectory, "fixtures");

    public async Task PrepareAsync(CancellationToken token)
    {
        shell = WaterCrmHost.Build(
        [
            "--urls", "http://127.0.0.1:0", "--AppData", data.FullName, "--Log:Console", "false", "--Log:Files", "false",
            "--Modules:Path", Fixtures, "--Themes:Public", "Fixture.Theme",
        ]);
        plain = PlainMvc();
        await shell.StartAsync(token);
        await plain.StartAsync(token);
        ofShell = await Load.OpenAsync(shell.Urls.First(), "/Fixture.South/Home/Index", token);
        ofPlain = await Load.OpenAsync(plain.Urls.First(), "/Home/Index", token);
    }

    public async ValueTask DisposeAsync()
    {
        ofShell?.Dispose();
        ofPlain?.Dispose();
        if (plain is not null) await plain.DisposeAsync();
        if (shell is not null)
        {
            await shell.StopAsync();
            await shell.DisposeAsync();
        }
        data.Delete(recursive: true);
    }

    private static WebApplication PlainMvc()
    {
        var builder = WebApplication.CreateBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"]);
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);

        var parts = new ApplicationPartManager();
        parts.ApplicationParts.Add(new AssemblyPart(Module("Fixture.South")));
        parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(Module("Fixture.South")));
        parts.ApplicationParts.Add(new CompiledRazorAssemblyPart(Module("Fixture.Theme")));
        builder.Services.AddSingleton(parts);
        builder.Services.AddControllersWithViews(mvc => mvc.Filters.Add<AutoValidateAntiforgeryTokenAttribute>());
        builder.Services.AddAuthentication("Session").AddCookie("Session");
        builder.Services.AddHttpContextAccessor();
        builder.Services.Configure<RequestLocalizationOptions>(o => o.AddSupportedCultures("en", "vi", "zh-Hans").AddSupportedUICultures("en", "vi", "zh-Hans"));

        var app = builder.Build();
        app.UseMiddleware<HeadAsGet>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorPages>();
        app.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(Path.Combine(Fixtures, "Fixture.North", "wwwroot")) });
        app.UseRouting();
        app.UseMiddleware<BodyLimit>();
        app.UseMiddleware<OnlyText>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRequestLocalization();
        app.MapDefaultControllerRoute();
        return app;
    }

    private static System.Reflection.Assembly Module(string id) => ModuleLoadContext.LoadModule(id, Path.Combine(Fixtures, id, id + ".dll"));

    /// <summary>Bare connections that ask and read: a real client would take most of the time for itself.</summary>
    private sealed class Load : IDisposable
    {
        private const int Connections = 16;
        private const int RequestsEach = 250;
        private static readonly byte[] End = "\r\n0\r\n\r\n"u8.ToArray();   // of a chunked body
        private readonly List<Socket> sockets = [];
        private byte[] request = [];

        public static async Task<Load> OpenAsync(string address, string path, CancellationToken token)
        {
            var load = new Load();
            var uri = new Uri(address);
            load.request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {uri.Authority}\r\nAccept: text/html\r\n\r\n");
            for (var i = 0; i < Connections; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                load.sockets.Add(socket);
                await socket.ConnectAsync(uri.Host, uri.Port, token);
            }

            var page = await load.AskAsync(load.sockets[0], new byte[16 * 1024], token);
            var said = Encoding.UTF8.GetString(page.Span);
            if (!said.StartsWith("HTTP/1.1 200", StringComparison.Ordinal) || !said.Contains("South", StringComparison.Ordinal) || !said.Contains("data-theme", StringComparison.Ordinal))
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"{address}{path} does not show the page: {said}"));
            return load;
        }

        public async Task<double> BurstAsync(CancellationToken token)
        {
            await Task.WhenAll(sockets.Select(socket => Task.Run(() => RepeatAsync(socket, token), token)));
            return Connections * RequestsEach;
        }

        public void Dispose() => sockets.ForEach(socket => socket.Dispose());

        private async Task RepeatAsync(Socket socket, CancellationToken token)
        {
            var buffer = new byte[16 * 1024];
            for (var i = 0; i < RequestsEach; i++) await AskAsync(socket, buffer, token);
        }

        private async Task<ReadOnlyMemory<byte>> AskAsync(Socket socket, byte[] buffer, CancellationToken token)
        {
            await socket.SendAsync(request, token);
            var length = 0;
            while (!buffer.AsSpan(0, length).EndsWith(End))
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length), token);
                if (read == 0) throw new InvalidOperationException("The server closed the connection.");
                length += read;
            }
            return buffer.AsMemory(0, length);
        }
    }
}
