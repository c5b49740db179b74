using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops.Definitions;

/// <summary>
/// Brings the procedures of the modules that are on into the database, before the shell serves. A changed file becomes a new version;
/// a broken one is named with every error at its place, and the version before stays in force.
/// </summary>
internal sealed class SopFiles(IModuleFiles modules, SopsDbContext db, CalendarCatalog calendars, IMediator mediator, ILogger<SopFiles> logger) : ModularTenantEvents
{
    public override async Task ActivatingAsync()
    {
        var inForce = await db.Definitions.GroupBy(d => d.Code).Select(g => g.OrderByDescending(d => d.Number).Select(d => new { d.Code, d.Hash }).First()).ToDictionaryAsync(d => d.Code, d => d.Hash);
        List<LoadedFile> changed = [];
        foreach (var (module, file) in Files())
        {
            using var reader = new StreamReader(file.CreateReadStream(), Encoding.UTF8);
            var json = (await reader.ReadToEndAsync()).ReplaceLineEndings("\n");
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
            // What is in force was read when it came; every shell would read all of them again.
            if (!inForce.ContainsValue(hash) && Read(json, hash, $"{module}/{file.Name}") is { } read) changed.Add(read);
        }

        // Two files of one code would take turns at each start.
        foreach (var code in changed.GroupBy(f => f.Code).Where(g => g.Count() > 1))
        {
            logger.LogError("The procedure {Code} is in several files ({Files}); none of them was loaded", code.Key, string.Join(", ", code.Select(f => f.Source)));
            changed.RemoveAll(f => f.Code == code.Key);
        }

        if (changed.Count == 0) return;
        using var actor = ActingAs.System("system:start");
        await mediator.Send(new LoadDefinitions(changed));
    }

    /// <summary>The errors of a definition, each with its place, for log and console.</summary>
    public static string Places(Error error) =>
        string.Join(" ", error.Fields.Select(f => $"{(f.Field.Length == 0 ? "(file)" : f.Field)}: {string.Format(CultureInfo.InvariantCulture, f.Message, f.Args)}"));

    private IEnumerable<(string Module, IFileInfo File)> Files() =>
        from module in modules.All
        from file in module.Files.GetDirectoryContents("Sops")
        where !file.IsDirectory && file.Name.EndsWith(".sop.json", StringComparison.Ordinal)
        orderby file.Name
        select (module.ModuleId, file);

    private LoadedFile? Read(string json, string hash, string source)
    {
        var read = SopDefinition.Parse(json);
        if (read.Error is { } error)
        {
            logger.LogError("The procedure {File} cannot be used; the version before stays in force. {Errors}", source, Places(error));
            return null;
        }

        if (read.Value.Steps.Select(s => s.Due?.Calendar ?? read.Value.Calendar).FirstOrDefault(c => calendars.Find(c) is null) is { } unknown)
        {
            logger.LogError("The procedure {File} cannot be used; the version before stays in force. There is no calendar '{Calendar}'", source, unknown);
            return null;
        }

        return new LoadedFile(read.Value.Code, hash, json, source);
    }
}

/// <summary>A procedure's file that was read and found in order.</summary>
internal sealed record LoadedFile(string Code, string Hash, string Json, string Source);
