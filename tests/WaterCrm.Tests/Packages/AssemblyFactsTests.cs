using System.Runtime.Loader;
using WaterCrm.Modularity.Packages;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Shell;

namespace WaterCrm.Tests.Packages;

/// <summary>What a module says of itself is known before any of it is loaded.</summary>
public sealed class AssemblyFactsTests : IDisposable
{
    private readonly string modules = Directory.CreateTempSubdirectory("watercrm-facts-").FullName;

    public void Dispose() => Directory.Delete(modules, recursive: true);

    [Fact]
    public void A_module_is_read_from_its_metadata()
    {
        var facts = AssemblyFacts.Read(PathOf("WaterCrm.SampleModule"));

        Assert.Equal(("WaterCrm.SampleModule", "1.0.0", "Suggestion box", "Takes suggestions from everybody and shows them to the staff."), (facts.Id, facts.Version, facts.Name, facts.Description));
        Assert.Equal(["WaterCrm.Customers"], facts.Dependencies);
        Assert.Equal(["WaterCrm.SampleModule", "WaterCrm.SampleModule.Forgetting"], facts.Features);
        Assert.Equal((false, "", Contract.Current), (facts.IsTheme, facts.BaseTheme, facts.Contract));
        Assert.NotEqual(Guid.Empty, facts.Mvid);
    }

    [Fact]
    public void Features_are_named_with_the_main_one_first_and_a_theme_is_known_as_one()
    {
        Assert.Equal(["Fixture.North", "Fixture.North.Extra"], AssemblyFacts.Read(PathOf("Fixture.North")).Features);
        Assert.True(AssemblyFacts.Read(PathOf("Fixture.Theme")).IsTheme);
    }

    /// <summary>The one is read from the metadata, the other by the shell after loading.</summary>
    [Theory]
    [InlineData("WaterCrm.Complaints")]
    [InlineData("WaterCrm.StaffTheme")]
    [InlineData("Fixture.North")]
    public void It_is_what_the_shell_sees_after_loading(string id)
    {
        var facts = AssemblyFacts.Read(PathOf(id));
        var loaded = new ModuleInfo(ModuleLoadContext.LoadModule(id, PathOf(id)), MadePackage.FolderOf(id), ModuleOrigin.LiesBeside);

        Assert.Equal((loaded.Id, loaded.Manifest.Version, loaded.Features[0].Name, loaded.Features[0].Description, loaded.Theme is not null), (facts.Id, facts.Version, facts.Name, facts.Description, facts.IsTheme));
        Assert.Equal(loaded.Features[0].Dependencies, facts.Dependencies);
        Assert.Equal(loaded.Features.Select(f => f.Id), facts.Features);
        Assert.Equal(loaded.Assembly.ManifestModule.ModuleVersionId, facts.Mvid);
    }

    [Fact]
    public void Nothing_is_loaded()
    {
        MadeModule.Write(modules, "Made.Asleep", ["Made.Other"], throws: "it ran");

        Assert.Equal(["Made.Other"], AssemblyFacts.Read(PathInside("Made.Asleep")).Dependencies);
        Assert.DoesNotContain(AssemblyLoadContext.All.SelectMany(context => context.Assemblies), a => a.GetName().Name == "Made.Asleep");
    }

    [Fact]
    public void The_highest_contract_it_was_built_against_counts()
    {
        var later = Path.Combine(modules, "WaterCrm.SampleModule.dll");
        File.WriteAllBytes(later, MadePackage.BuiltAgainst(File.ReadAllBytes(PathOf("WaterCrm.SampleModule")), 3, 12, only: "WaterCrm.Kernel"));

        Assert.Equal(new Version(3, 12), AssemblyFacts.Read(later).Contract);
    }

    [Fact]
    public void What_is_no_module_is_refused_with_its_reason()
    {
        MadeModule.Write(modules, "Made.Library", manifest: false);
        MadeModule.Write(modules, "Made.Real");
        File.Copy(PathInside("Made.Real"), PathInside("Made.Real").Replace("Made.Real.dll", "Made.Alias.dll", StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(modules, "text.dll"), "not a program");
        File.WriteAllBytes(Path.Combine(modules, "half.dll"), File.ReadAllBytes(PathInside("Made.Real"))[..700]);

        Assert.Contains("it has no manifest", Refused(PathInside("Made.Library")), StringComparison.Ordinal);
        Assert.Contains("Made.Alias cannot be loaded: its assembly is called Made.Real", Refused(PathInside("Made.Real").Replace("Made.Real.dll", "Made.Alias.dll", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("its text.dll is no .NET assembly", Refused(Path.Combine(modules, "text.dll")), StringComparison.Ordinal);
        Assert.Contains("its half.dll is no .NET assembly", Refused(Path.Combine(modules, "half.dll")), StringComparison.Ordinal);
        Assert.Contains("there is no file", Refused(Path.Combine(modules, "gone.dll")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_that_names_another_id_is_refused()
    {
        MadeModule.Write(modules, "Made.Honest", ["Made.Base"]);
        // The attribute's own property is renamed in the text of the assembly: what it says is its id now, and not the assembly's name.
        var dll = File.ReadAllBytes(PathInside("Made.Honest"));
        var at = dll.AsSpan().IndexOf("\u000cDependencies"u8);
        Assert.True(at > 0);
        dll = [.. dll];
        Rename(dll, at);
        File.WriteAllBytes(PathInside("Made.Honest"), dll);

        Assert.Contains("its manifest says Id = \"ade\"", Refused(PathInside("Made.Honest")), StringComparison.Ordinal);
    }

    /// <summary>SZARRAY of STRING "Dependencies", one text, becomes STRING "Id" and a text of three letters.</summary>
    private static void Rename(byte[] dll, int at)
    {
        var length = dll.Length - at;
        byte[] said = [0x0E, 2, (byte)'I', (byte)'d', 3, (byte)'a', (byte)'d', (byte)'e'];
        said.CopyTo(dll, at - 2);
        Assert.True(length > said.Length);
    }

    private static string PathOf(string id) => Path.Combine(MadePackage.FolderOf(id), id + ".dll");

    private string PathInside(string id) => Path.Combine(modules, id, id + ".dll");

    private static string Refused(string path) => Assert.Throws<ModuleLoadException>(() => AssemblyFacts.Read(path)).Message;
}
