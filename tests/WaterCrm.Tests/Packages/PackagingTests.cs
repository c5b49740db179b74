using WaterCrm.Modularity.Packages;
using WaterCrm.Tests.Boundaries;

namespace WaterCrm.Tests.Packages;

/// <summary>Every module that comes and goes fits into a file, and comes out of it as it went in.</summary>
public sealed class PackagingTests : IDisposable
{
    private static readonly PackageLimits Limits = new(1 << 24, 1 << 26, 2000);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-packages-");

    public static TheoryData<string> Modules =>
        [.. new[] { "fixtures", "modules" }.SelectMany(place => Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, place))).Where(f => File.Exists(Path.Combine(f, Path.GetFileName(f) + ".dll"))).Select(f => Path.GetFileName(f))];

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void There_are_modules_and_themes_to_pack()
    {
        string[] ids = [.. Modules.Select(row => row.Data)];

        Assert.Superset(new HashSet<string> { "WaterCrm.Complaints", "WaterCrm.StaffTheme", "WaterCrm.PublicTheme", "WaterCrm.SampleModule", "Fixture.North", "Fixture.Theme" }, ids.ToHashSet());
        Assert.DoesNotContain("WaterCrm.Kernel", ids);
    }

    [Theory, MemberData(nameof(Modules))]
    public void What_was_packed_passes_the_check_and_unpacks_to_the_same_files(string id)
    {
        var from = MadePackage.FolderOf(id);
        var path = Package.Pack(from, folder.FullName);
        var said = Package.Check(path, Limits);
        var unpacked = Path.Combine(folder.FullName, "unpacked");
        Package.Unpack(path, unpacked, Limits);

        Assert.Equal(Path.Combine(folder.FullName, $"{id}.{said.Version}.zip"), path);
        Assert.Equal(id, said.Id);
        Assert.Equal(Contract.Current.ToString(), said.Contract);
        Assert.Equal([.. FilesOf(from).Append(PackageManifest.EntryName).Order(StringComparer.Ordinal)], FilesOf(unpacked));
        Assert.All(FilesOf(from), name => Assert.Equal(File.ReadAllBytes(Path.Combine(from, name)), File.ReadAllBytes(Path.Combine(unpacked, name))));
        Assert.Equal([path], Directory.GetFiles(folder.FullName));
    }

    [Fact]
    public void The_same_files_make_the_same_bytes_wherever_they_lie_and_whenever_they_were_made()
    {
        var once = Package.Pack(MadePackage.FolderOf("Fixture.North"), Path.Combine(folder.FullName, "once"));
        var copy = Path.Combine(folder.FullName, "output");
        Package.Unpack(once, copy, Limits);
        foreach (var file in Directory.GetFiles(copy)) File.SetLastWriteTimeUtc(file, new DateTime(2031, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        var again = Package.Pack(copy, Path.Combine(folder.FullName, "again"));   // a folder that is not named like its module, with the list of the first packing

        Assert.Equal(File.ReadAllBytes(once), File.ReadAllBytes(again));
    }

    [Theory, MemberData(nameof(ProductModules))]
    public void A_module_says_its_version(string id) => Assert.True(PackageVersion.TryRead(AssemblyFacts.Read(Product.Find(id).Location).Version, out var version) && version > new Version(0, 0, 0, 0));

    public static TheoryData<string> ProductModules => [.. Product.Modules.Select(a => a.GetName().Name!)];

    [Theory]
    [InlineData("WaterCrm.Kernel", "WaterCrm.Kernel is a part of the program itself")]
    [InlineData("WaterCrm.Modularity", "WaterCrm.Modularity is no module that can be installed: it has no manifest")]
    [InlineData("Nothing", "There is no Nothing.dll in")]
    public void What_no_program_would_take_is_not_packed(string id, string said)
    {
        var made = Directory.CreateDirectory(Path.Combine(folder.FullName, id)).FullName;
        if (id != "Nothing") File.Copy(Path.Combine(AppContext.BaseDirectory, id + ".dll"), Path.Combine(made, id + ".dll"));
        var to = Path.Combine(folder.FullName, "to");

        Assert.Contains(said, Assert.Throws<PackageRefusedException>(() => Package.Pack(made, to)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(to) && Directory.EnumerateFiles(to).Any());
    }

    [Fact]
    public void A_module_with_a_copy_of_what_the_host_has_is_not_packed_and_leaves_no_half_package()
    {
        var made = Path.Combine(folder.FullName, "Fixture.South");
        Directory.CreateDirectory(made);
        foreach (var name in FilesOf(MadePackage.FolderOf("Fixture.South"))) File.Copy(Path.Combine(MadePackage.FolderOf("Fixture.South"), name), Path.Combine(made, Path.GetFileName(name)));
        File.Copy(Path.Combine(AppContext.BaseDirectory, "MediatR.dll"), Path.Combine(made, "MediatR.dll"));
        var to = Path.Combine(folder.FullName, "to");

        Assert.Contains("holds MediatR.dll, which the program has itself", Assert.Throws<PackageRefusedException>(() => Package.Pack(made, to)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(to));
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_left_as_it_is()
    {
        var path = Package.Pack(MadePackage.FolderOf("Fixture.North"), folder.FullName);

        Assert.Contains("is not empty", Assert.Throws<PackageRefusedException>(() => Package.Unpack(path, folder.FullName, Limits)).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(path));
    }

    private static string[] FilesOf(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
}
