using System.Reflection;
using WaterCrm.Modularity.Packages;
using WaterCrm.Tests.Boundaries;
using WaterCrm.Tests.Infrastructure;
using Current = WaterCrm.Modularity.Packages.Contract;

namespace WaterCrm.Tests.ModuleContract;

/// <summary>
/// What modules are built on changes together with its version, or not at all. With CONTRACT=write in the environment
/// the file is written anew, unless the version was not raised as it must be.
/// </summary>
public sealed class ContractTests
{
    private static readonly string FilePath = Repository.PathOf("tests/WaterCrm.Tests/Contract/contract.txt");

    private static IEnumerable<Assembly> Assemblies => Product.Assemblies.Where(a => Current.Assemblies.Contains(a.GetName().Name!)).OrderBy(a => a.GetName().Name, StringComparer.Ordinal);

    [Fact]
    public void What_modules_are_built_on_is_what_its_version_says()
    {
        string[] now = [.. Assemblies.SelectMany(PublicSurface.Of).Concat(DataConventions.All()).Distinct().Order(StringComparer.Ordinal)];
        var written = File.Exists(FilePath) ? ContractFile.Read(File.ReadAllText(FilePath)) : new ContractFile(new Version(0, 0), []);
        var change = written.To(now);
        Assert.True(now.Length > 1000, $"only {now.Length} lines");
        Assert.True(change.Refusal(Current.Current) is null, change.Refusal(Current.Current));
        if (Environment.GetEnvironmentVariable("CONTRACT") == "write") File.WriteAllText(FilePath, new ContractFile(Current.Current, now).Write());
        else Assert.True(change.IsNone && written.Version == Current.Current, $"contract.txt has version {written.Version} and the program {Current.Current}. Run ./build.sh contract, and look at what it changes.\n{change}");
    }

    [Fact]
    public void The_five_assemblies_bear_the_one_version_and_the_modules_are_built_against_it()
    {
        Assert.Equal(5, Assemblies.Count());
        Assert.All(Assemblies, a => Assert.Equal(Current.Current, Current.MajorMinor(a.GetName().Version!)));
        Assert.All(Product.Modules.Where(m => !Current.Assemblies.Contains(m.GetName().Name!)), m => Assert.Equal(Current.Current, AssemblyFacts.Read(m.Location).Contract));
    }

    [Fact]
    public void Every_shared_table_is_in_it_for_both_databases()
    {
        var lines = DataConventions.All().ToList();
        foreach (var provider in new[] { "Sqlite", "Postgres" }) Assert.All(DataConventions.SharedTables, table => Assert.Contains(lines, l => l.StartsWith($"{provider} {table}.", StringComparison.Ordinal)));
        Assert.Contains("Sqlite a module's record, Other 00112233-4455-6677-8899-aabbccddeeff | X'00112233445566778899AABBCCDDEEFF'", lines);
        Assert.Contains(lines, l => l.StartsWith("Postgres a module's migrations", StringComparison.Ordinal) && l.Contains("probe_migrations", StringComparison.Ordinal));
    }
}
