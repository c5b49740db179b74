using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using WaterCrm.Kernel;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Host;

/// <summary>The web application: a server, its limits, its log, and the shell to which it hands every request.</summary>
public static class WaterCrmHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var asked = CommandLine.Read(args);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = asked.Configuration,
            ApplicationName = typeof(WaterCrmHost).Assembly.GetName().Name,
            ContentRootPath = File.Exists("appsettings.json") ? null : AppContext.BaseDirectory,
        });
        configure?.Invoke(builder);

        var data = Path.GetFullPath(Path.Combine(builder.Environment.ContentRootPath, builder.Configuration["AppData"] ?? "App_Data"));
        MakeFolder(data);
        var trial = Trial.Prepare(builder.Configuration, data, TimeProvider.System);
        data = trial.Folder ?? data;
        builder.Configuration["AppData"] = data;   // from here on it is the whole path for everybody

        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(new SerilogLoggerProvider(Log(builder.Configuration, data, isCommand: asked.Verb is not null), dispose: true));   // AddSerilog would pass by the section Logging
        builder.Services.Configure<LoggerFilterOptions>(log => log.CaptureScopes = false);   // no line of ours shows a scope, and each action would open one
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = builder.Configuration.GetValue("Limits:RequestBodyMegabytes", 12L) * 1024 * 1024;
        });
        builder.Services.AddDataProtection().SetApplicationName(trial.KeysName).PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data, "keys")));
        builder.Services.AddSingleton(new AskedVerb(asked.Verb, asked.Configuration)).AddSingleton(_ => trial);
        builder.Services.AddShell(Settings(builder.Configuration, data));
        builder.Services.AddKernel(data);

        var app = builder.Build();
        if (Proxies(app.Configuration) is { } proxies) app.UseForwardedHeaders(proxies);
        app.UseShell();
        return app;
    }

    private static void MakeFolder(string data)
    {
        try
        {
            Directory.CreateDirectory(data);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"The data folder {data} cannot be made or opened: {refused.Message}");
        }
    }

    private static ShellSettings Settings(IConfiguration configuration, string data) => new()
    {
        Shipped = [.. typeof(WaterCrmHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(m => m.Key == "ShippedModule").Select(m => Assembly.Load(m.Value!))],
        ShippedPath = Path.Combine(AppContext.BaseDirectory, "modules"),
        ModulesPath = Path.Combine(AppContext.BaseDirectory, configuration["Modules:Path"] ?? "modules"),
        InstalledPath = Path.Combine(data, "modules"),
        Disabled = (configuration.GetSection("Modules:Disabled").Get<string[]>() ?? []).ToHashSet(),
        StaffTheme = configuration["Themes:Staff"] ?? "WaterCrm.StaffTheme",
        PublicTheme = configuration["Themes:Public"] ?? "WaterCrm.PublicTheme",
    };

    private static Serilog.ILogger Log(IConfiguration configuration, string data, bool isCommand)
    {
        const string Line = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}";
        var log = new LoggerConfiguration().MinimumLevel.Verbose().Enrich.FromLogContext();   // levels are filtered by the section Logging
        // What a command says must be fit for a pipe: there only what has failed is told beside it, and the file has the rest.
        if (configuration.GetValue("Log:Console", true))
            log.WriteTo.Console(isCommand ? LogEventLevel.Error : LogEventLevel.Verbose, formatProvider: null, outputTemplate: "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}", standardErrorFromLevel: isCommand ? LogEventLevel.Verbose : null);
        if (configuration.GetValue("Log:Files", true))
        {
            log.WriteTo.File(Path.Combine(data, "logs", "watercrm-.log"), outputTemplate: Line, rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: configuration.GetValue("Log:KeepDays", 31), fileSizeLimitBytes: 256 * 1024 * 1024, rollOnFileSizeLimit: true);
        }
        return log.CreateLogger();
    }

    /// <summary>Only a proxy that the operator names is believed about who the caller is; null where there is none.</summary>
    private static ForwardedHeadersOptions? Proxies(IConfiguration configuration)
    {
        var known = configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? [];
        if (known.Length == 0) return null;

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var address in known)
        {
            if (address.Contains('/')) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(address));
            else options.KnownProxies.Add(IPAddress.Parse(address));
        }
        return options;
    }
}
