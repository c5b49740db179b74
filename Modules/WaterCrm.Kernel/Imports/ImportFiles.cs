using Microsoft.Extensions.Configuration;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Imports;

/// <summary>A map that a module brings along.</summary>
public sealed record ShippedMap(string Id, ImportMap Map, string Json);

/// <summary>The files of imports: the maps that modules bring, and each import's own folder.</summary>
public sealed class ImportFiles(IModuleFiles modules, IConfiguration configuration, TimeProvider clock)
{
    /// <summary>Maps in the modules' folders <c>ImportMaps</c>, by their file's name.</summary>
    public IReadOnlyList<ShippedMap> Maps { get; } =
        [.. from module in modules.All
            from file in module.Files.GetDirectoryContents("ImportMaps")
            where file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            let json = Text(file.CreateReadStream())
            let map = ImportMap.Parse(json)
            where map.Error is null
            orderby file.Name
            select new ShippedMap(Path.GetFileNameWithoutExtension(file.Name), map.Value, json)];

    /// <summary>Lays the file and the map into a new import's folder, so that it can be done and done again whatever happens to the originals.</summary>
    public async Task<(Guid Id, ImportMap Map)> Lay(Func<Stream, Task> writeFile, ImportMap map, string mapJson, CancellationToken token)
    {
        var id = Ids.New(clock);
        var folder = JobWorker.FolderOf(configuration, id);
        Directory.CreateDirectory(folder);
        await using (var file = new FileStream(Path.Combine(folder, ImportJob.FileName), FileMode.CreateNew)) await writeFile(file);
        await File.WriteAllTextAsync(Path.Combine(folder, ImportJob.MapName), mapJson, token);
        return (id, map);
    }

    public string FileOf(Guid job) => Path.Combine(JobWorker.FolderOf(configuration, job), ImportJob.FileName);

    /// <summary>The refused rows of an import; null where there are none.</summary>
    public string? RefusedOf(Guid job)
    {
        var path = Path.Combine(JobWorker.FolderOf(configuration, job), ImportJob.RefusedName);
        return File.Exists(path) ? path : null;
    }

    public Result<ShippedMap> Read(Guid job)
    {
        var json = File.ReadAllText(Path.Combine(JobWorker.FolderOf(configuration, job), ImportJob.MapName));
        var map = ImportMap.Parse(json);
        return map.Error is { } error ? error : new ShippedMap("", map.Value, json);
    }

    private static string Text(Stream stream)
    {
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
