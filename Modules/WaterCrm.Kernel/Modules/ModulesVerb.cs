using System.Data.Common;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Setup;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Modules;

/// <summary><c>modules</c>: which there are and which run; installs, switches, removes.</summary>
internal sealed class ModulesVerb(IServiceProvider services) : IVerb
{
    private const string To = "--to", Enable = "--enable", Yes = "--yes";

    public string Name => "modules";

    public string Usage => "modules [list | enable | disable | install | remove | purge | pack] ...   which modules run; installs and removes them, also while the server runs";

    public string Help => """
        modules [list]                      every module and feature, its version, and whether it is on
        modules enable FEATURE ...          switches features on, with what they need; says what followed
        modules disable FEATURE ...         switches features off, with what needs them; their data stays
        modules install FILE [--enable]     installs a package, or a folder that was unpacked from one; a module that is here in an older version is upgraded.
                                            Where tables change a backup is made and verified first; if anything fails, the version of before goes on
        modules remove MODULE               takes an installed module away; it has to be off, and its data stays
        modules purge MODULE [--yes]        counts what a module that is off or gone has left in the database; with --yes deletes it
        modules pack FOLDER [--to FOLDER]   makes a package of the folder of a module

        A server that is running takes over within some seconds what is done here. Everything is in the audit under "command line".
        What Modules:Disabled of the configuration names stays off whatever is switched here: the way out when a module keeps the program from starting.
        """;

    public string? Wrong(string[] arguments)
    {
        var (what, given, least) = Read(arguments);
        if (given is null) return $"Nothing called '{what}' can be done with modules.";
        return given.Wrong ?? (given.Words.Count < least ? what is "install" or "pack" ? "Say which file or folder." : "Say which one: modules list names them." : null);
    }

    public Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        var (what, given, _) = Read(arguments);
        return what switch
        {
            "enable" => Switch([.. given!.Words], [], token),
            "disable" => Switch([], [.. given!.Words], token),
            "install" => Install(given!.Words[0], given.Has(Enable), token),
            "remove" => Remove(given!.Words[0], token),
            "purge" => Purge(given!.Words[0], given.Has(Yes), token),
            "pack" => Task.FromResult(Pack(given!.Words[0], given.Of(To) ?? ".")),
            _ => List(token),
        };
    }

    /// <summary>What is asked, its arguments (null where there is no such thing), and how many words it needs.</summary>
    private static (string What, VerbArguments? Given, int Least) Read(string[] arguments)
    {
        var (what, rest) = arguments is [var first, ..] && !first.StartsWith('-') ? (first, arguments[1..]) : ("list", arguments);
        return what switch
        {
            "list" => (what, VerbArguments.Read(rest, [], []), 0),
            "enable" or "disable" => (what, VerbArguments.Read(rest, [], [], mostWords: 100), 1),
            "install" => (what, VerbArguments.Read(rest, [Enable], [], mostWords: 1), 1),
            "remove" => (what, VerbArguments.Read(rest, [], [], mostWords: 1), 1),
            "purge" => (what, VerbArguments.Read(rest, [Yes], [], mostWords: 1), 1),
            "pack" => (what, VerbArguments.Read(rest, [], [To], mostWords: 1), 1),
            _ => (what, null, 0),
        };
    }

    private async Task<int> List(CancellationToken token)
    {
        var (catalog, shell) = (services.GetRequiredService<ModuleCatalog>(), services.GetRequiredService<ShellHost>().Current);
        var choice = new FeatureChoice(services.GetRequiredService<ShellSettings>(), shell.Plan);
        foreach (var feature in catalog.Modules.SelectMany(m => m.Features))
        {
            var state = shell.Features.Contains(feature) ? feature.IsAlwaysEnabled ? "always" : "on" : choice.IsHeldOff(feature) ? "held" : "off";
            Console.WriteLine($"{feature.Id,-36} {state,-8} {feature.Module.Manifest.Version,-10} {Origin(feature.Module),-10} {feature.Name}");
        }

        foreach (var broken in catalog.Refused) Console.WriteLine($"{broken.Id,-36} BROKEN   {broken.Reason}");
        foreach (var left in await Send(new FindLeftModules(), token)) Console.WriteLine($"{left.Id,-36} {"gone",-8} {left.Version,-10} {"data stays",-10} {left.Name}");
        return 0;
    }

    private static string Origin(ModuleInfo module) => module.Origin switch
    {
        ModuleOrigin.ShipsWithHost => "program",
        ModuleOrigin.LiesBeside => "delivered",
        _ => "installed",
    };

    private async Task<int> Switch(string[] on, string[] off, CancellationToken token)
    {
        var switched = await Act(new SwitchFeatures(on, off), token);
        if (switched.Error is { } error) return Telling.Refused(error);
        foreach (var feature in switched.Value.On) Console.WriteLine($"{feature.Id} is on.");
        foreach (var feature in switched.Value.Off) Console.WriteLine($"{feature.Id} is off. Its data stays.");
        if (switched.Value.On.Count + switched.Value.Off.Count == 0) Console.WriteLine("It was so already.");
        return 0;
    }

    private async Task<int> Install(string path, bool enable, CancellationToken token)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) return Telling.Refused(ModuleErrors.Package.With($"There is no file {path}."));
        var installed = await Act(new InstallPackage(Path.GetFullPath(path)), token);
        if (installed.Error is { } error) return Telling.Refused(error);

        var made = installed.Value;
        if (made.Backup is { } backup) Console.WriteLine($"A backup was made first: {backup}");
        Console.WriteLine(made.Before is null ? $"{made.Name} {made.Version} is installed." : $"{made.Name} is upgraded from {made.Before} to {made.Version}.");
        if (made.IsOn) return 0;
        if (enable) return await Switch([made.Id], [], token);
        Console.WriteLine($"It is off. To switch it on: modules enable {made.Id}");
        return 0;
    }

    private async Task<int> Remove(string id, CancellationToken token)
    {
        var removed = await Act(new RemoveModule(id), token);
        if (removed.Error is { } error) return Telling.Refused(error);
        Console.WriteLine($"{id} is removed. What it has left in the database is counted, and deleted with --yes, by: modules purge {id}");
        return 0;
    }

    private async Task<int> Purge(string id, bool yes, CancellationToken token)
    {
        if (await Send(new ShowLeftData(id), token) is not { } left) return Telling.Refused(services.GetRequiredService<ShellModules>().Find(id) is { } on ? ModuleErrors.StillOn.With(on.Id) : ModuleErrors.NothingLeft.With(id));
        foreach (var table in left.Tables) Console.WriteLine(FormattableString.Invariant($"{table.Rows,12}  {table.Name}"));
        Console.WriteLine(FormattableString.Invariant($"{left.Rows,12}  rows in {left.Tables.Count} tables of {left.Name} {left.Version}"));
        if (!yes)
        {
            Console.WriteLine("Nothing was deleted. With --yes all of it is, and only a backup brings it back.");
            return 0;
        }

        var purged = await Act(new PurgeModule(left.Id, left.Id), token);
        if (purged.Error is { } error) return Telling.Refused(error);
        Console.WriteLine("All of it is deleted.");
        return 0;
    }

    private static int Pack(string folder, string to)
    {
        try
        {
            Console.WriteLine(Package.Pack(folder, to));
            return 0;
        }
        catch (Exception refused) when (refused is PackageRefusedException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(refused.Message);
            return 1;
        }
    }

    /// <summary>Each in a scope of the shell that runs by then: what was built for a change goes with its scope.</summary>
    private async Task<T> Send<T>(IRequest<T> request, CancellationToken token)
    {
        await using var scope = services.GetRequiredService<ShellHost>().Current.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, token);
    }

    private async Task<Result<T>> Act<T>(IRequest<Result<T>> request, CancellationToken token)
    {
        using var actor = Telling.Operator();
        try
        {
            return await Send(request, token);
        }
        catch (DbException failure)
        {
            // What could not be taken back either is not nothing: the tables may be the new ones already.
            return services.GetRequiredService<InstalledModules>().Unfinished is [var (module, version), ..] ? ModuleErrors.Unfinished.With(module, version) : ModuleErrors.NotWritten.With(failure.Message);
        }
    }
}
