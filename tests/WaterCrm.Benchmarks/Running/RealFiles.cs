using WaterCrm.Kernel.Imports;

namespace WaterCrm.Benchmarks.Running;

/// <summary>
/// The real files of two cities, repeated with new ids until there are 100,000 rows. They lie in <c>shared/data</c> beside the working copy,
/// or where WATERCRM_SHARED says; nothing of them is part of the project.
/// </summary>
internal static class RealFiles
{
    public static IReadOnlyList<(string Map, string Path)> Write(DirectoryInfo into) =>
    [
        ("kc311-water-services", Repeat("kc311_water_services_2007_2020.csv", 70_000, into)),
        ("nyc311-water-quality", Repeat("nyc311_dep_water_quality_2010_2016.csv", 30_000, into)),
    ];

    private static string Repeat(string name, int rows, DirectoryInfo into)
    {
        var source = Path.Combine(Folder(), name);
        var path = Path.Combine(into.FullName, name);
        using var writer = new StreamWriter(path);
        writer.WriteLine(File.ReadLines(source).First());
        for (var (written, copy) = (0, 1); written < rows; copy++)
        {
            using var csv = CsvSource.Open(source, ",");
            foreach (var record in csv.Records().Take(rows - written))
            {
                writer.Write($"{copy}-{record.Raw.TrimEnd('\r', '\n')}\n");   // the id is the first cell
                written++;
            }
        }

        return path;
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var shared = Environment.GetEnvironmentVariable("WATERCRM_SHARED") ?? Path.Combine(folder.FullName, "..", "shared");
            if (Path.Combine(shared, "data", "complaints") is var found && Directory.Exists(found)) return found;
        }

        throw new DirectoryNotFoundException("The real files are missing. Put the shared data beside the working copy, or say in WATERCRM_SHARED where it is.");
    }
}
