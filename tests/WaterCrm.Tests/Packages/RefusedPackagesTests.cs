using System.Text;
using System.Text.Json.Nodes;
using WaterCrm.Modularity.Packages;
using WaterCrm.Tests.Shell;

namespace WaterCrm.Tests.Packages;

/// <summary>A file that is no whole, honest package for this program is refused in words, and nothing of it is unpacked.</summary>
public sealed class RefusedPackagesTests : IDisposable
{
    private const string Id = "Fixture.North", Css = "wwwroot/css/north.css";
    private const int Link = unchecked((int)0xA1FF_0000);

    private static readonly PackageLimits Limits = new(1 << 20, 1 << 21, 40);
    private static readonly byte[] Words = "words"u8.ToArray();

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-packages-");
    private readonly string zip;
    private readonly MadePackage made;

    public RefusedPackagesTests()
    {
        zip = Package.Pack(MadePackage.FolderOf(Id), folder.FullName);
        made = MadePackage.Of(zip);
    }

    private string Unpacked => Path.Combine(folder.FullName, "in", "unpacked");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("<html>Not found</html>")]
    public void A_file_that_is_no_zip(string content)
    {
        File.WriteAllText(zip, content);
        Refused("The file is no zip");
    }

    [Fact]
    public void No_file()
    {
        File.Delete(zip);
        Refused("There is no file");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(22)]
    [InlineData(100)]
    public void A_zip_that_was_cut_off(int bytes)
    {
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..^bytes]);
        Refused("the file was cut off");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_zip_with_something_appended_or_slipped_in(bool appended)
    {
        var bytes = File.ReadAllBytes(zip);
        File.WriteAllBytes(zip, appended ? [.. bytes, .. Words] : [.. bytes[..^22], .. Words, .. bytes[^22..]]);
        Refused("something that does not belong to it");
    }

    [Fact]
    public void A_zip_without_a_list_and_one_with_a_list_that_cannot_be_read()
    {
        made.Write(zip, manifestName: "Package.json");
        Refused("it has no package.json");
        foreach (var text in new[] { "rubbish", "", "[]", "null", "\"x\"", "{\"format\":1,\"format\":1}", "{\"format\":1,}" })
        {
            made.Write(zip, manifest: text);
            Refused("package.json cannot be read");
        }
    }

    [Theory]
    [InlineData("2", "has format 2, and this program knows format 1")]
    [InlineData("\"1\"", "does not say which format")]
    [InlineData("null", "does not say which format")]
    public void A_format_that_is_not_known(string format, string said)
    {
        made.Said["format"] = JsonNode.Parse(format);
        Refused(said, write: true);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("version")]
    [InlineData("name")]
    [InlineData("contract")]
    [InlineData("features")]
    [InlineData("files")]
    public void A_list_that_leaves_something_out(string field)
    {
        made.Said.Remove(field);
        Refused($"does not say: {field}", write: true);
        made.Said[field] = 7;
        Refused("package.json cannot be read", write: true);
    }

    [Theory]
    [InlineData("id", "\"../North\"", "'../North', which is no id")]
    [InlineData("id", "\"Fixture..North\"", "'Fixture..North', which is no id")]
    [InlineData("id", "\"Fixture.North\\n\"", "'Fixture.North?', which is no id")]
    [InlineData("id", "\"\"", "'', which is no id")]
    [InlineData("id", "\"Fixture.South\"", "features of Fixture.South must begin with Fixture.South")]
    [InlineData("id", "\"WaterCrm.Kernel\"", "WaterCrm.Kernel is a part of the program itself")]
    [InlineData("id", "\"mediatr\"", "mediatr is a part of the program itself")]
    [InlineData("version", "\"1.0-beta\"", "'1.0-beta', which is none")]
    [InlineData("version", "\"1.0/../../x\"", "which is none")]
    [InlineData("version", "\"1.0.1\"", "version in the package's package.json is '1.0.1', and Fixture.North.dll says '1.0.0'")]
    [InlineData("name", "\"Harmless\"", "name in the package's package.json is 'Harmless', and Fixture.North.dll says 'North'")]
    [InlineData("isTheme", "true", "is 'theme', and Fixture.North.dll says 'module'")]
    [InlineData("contract", "\"1\"", "'1', which is none")]
    [InlineData("contract", "\"99.0\"", "Update the program")]
    [InlineData("contract", "\"0.9\"", "Take a newer version of the module")]
    [InlineData("dependencies", "[\"Fixture.South\"]", "dependencies in the package's package.json is 'Fixture.South'")]
    [InlineData("dependencies", "[\"a b\"]", "'a b' among its features or dependencies")]
    [InlineData("dependencies", "[null]", "'' among its features or dependencies")]
    [InlineData("features", "[\"Fixture.North\"]", "features in the package's package.json is 'Fixture.North'")]
    [InlineData("features", "[\"Fixture.North.Extra\",\"Fixture.North\"]", "must begin with Fixture.North")]
    [InlineData("features", "[]", "must begin with Fixture.North")]
    public void A_list_that_says_what_cannot_be_or_is_not_so(string field, string value, string said)
    {
        made.Said[field] = JsonNode.Parse(value);
        Refused(said, write: true);
    }

    [Theory]
    [InlineData("../../evil", "'../../evil', which does not lead straight")]
    [InlineData("css/../../evil", "which does not lead straight")]
    [InlineData("./evil", "which does not lead straight")]
    [InlineData("css//evil", "which does not lead straight")]
    [InlineData("/etc/evil", "which does not lead straight")]
    [InlineData("C:/evil", "a letter that not every system allows")]
    [InlineData("css\\..\\evil", "a letter that not every system allows")]
    [InlineData("css/ev\0il", "'css/ev?il', which holds letters that cannot be seen")]
    [InlineData("css/ev\u202Eil", "'css/ev?il', which holds letters that cannot be seen")]
    [InlineData("css/ev\nil", "which holds letters that cannot be seen")]
    [InlineData("css/", "'css/', which is a folder")]
    [InlineData("css/NUL", "'css/NUL', which is reserved on Windows")]
    [InlineData("Com1.tar.gz/x", "which is reserved on Windows")]
    [InlineData("con .txt", "which is reserved on Windows")]
    [InlineData("css/evil.", "which Windows takes away")]
    [InlineData("css /evil", "which Windows takes away")]
    [InlineData("css/e\u0301vil", "not in the usual form of Unicode")]
    [InlineData("WWWROOT/css/north.css", "differs from wwwroot/css/north.css by capital letters only")]
    [InlineData(Css, "'wwwroot/css/north.css', which stands there twice")]
    [InlineData("WwwRoot", "wwwroot as a file and as a folder")]
    public void A_name_that_is_not_safe(string name, string said)
    {
        made.Add(name, Words, listed: name != Css);
        Refused(said, write: true);
        Assert.False(File.Exists(Path.Combine(folder.FullName, "evil")));
    }

    [Fact]
    public void A_name_that_is_too_long()
    {
        made.Add(string.Join('/', Enumerable.Repeat("folder", 29)), Words);
        Refused("is longer than 200 letters", write: true);
    }

    [Theory]
    [InlineData(Link, "is a link or a device")]
    [InlineData(0x2000_0000, "is a link or a device")]
    [InlineData(0x10, "is a folder")]
    public void An_entry_that_is_no_plain_file(int attributes, string said)
    {
        made.Add("css/link", "/etc/passwd"u8.ToArray(), attributes);
        Refused(said, write: true);
    }

    [Fact]
    public void A_list_and_a_zip_that_do_not_hold_the_same()
    {
        made.Add("extra.txt", Words, listed: false);
        Refused("'extra.txt', of which its package.json knows nothing", write: true);
        made.List("extra.txt", Words);
        made.List("gone.txt", Words);
        Refused("gone.txt is missing in the package", write: true);
        made.Files.RemoveAt(made.Files.Count - 1);
        made.List("Extra.txt", Words);
        Refused("Extra.txt is missing in the package", write: true);
        made.Files.RemoveAt(made.Files.Count - 1);
        made.List("extra.txt", Words);
        Refused("names extra.txt twice", write: true);
    }

    [Fact]
    public void A_file_of_another_length_or_another_content()
    {
        made.Listed(Css)["bytes"] = 3;
        Refused("and 3 in its package.json", write: true);
        made.Remove(Css);
        made.Entries.Add((Css, Words, 0));
        made.List(Css, "drows"u8.ToArray());
        Refused($"{Css} is not what it was when the package was made", write: true);
        made.Listed(Css)["sha256"] = "abc";
        Refused($"names '{Css}' without its length and its SHA-256", write: true);
        made.Listed(Css)["sha256"] = new string('a', 64);
        made.Files.Insert(0, null);
        Refused("names '' without", write: true);
    }

    /// <summary>200 MB of nothing, packed to a few hundred KB. The zip says it were five bytes, and so does the list.</summary>
    [Fact]
    public void An_entry_that_unpacks_to_more_than_it_says()
    {
        var much = new byte[200 << 20];
        Words.CopyTo(much, 0);
        made.Entries.Add(("bomb", much, 0));
        made.List("bomb", Words);
        made.Write(zip);
        var bytes = File.ReadAllBytes(zip);
        var name = bytes.AsSpan().LastIndexOf("bomb"u8);
        BitConverter.TryWriteBytes(bytes.AsSpan(name - 46 + 24), Words.Length);
        File.WriteAllBytes(zip, bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused("there is more in it than it says");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 8 << 20);
    }

    [Fact]
    public void More_than_the_limits()
    {
        made.Write(zip);
        Assert.Contains("it may hold 1", Assert.Throws<PackageRefusedException>(() => Package.Check(zip, Limits with { Files = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("it may hold 1000", Assert.Throws<PackageRefusedException>(() => Package.Check(zip, Limits with { UnpackedBytes = 1000 })).Message, StringComparison.Ordinal);
        using (var large = new FileStream(zip, FileMode.Open)) large.SetLength(500 << 20);
        Refused("The file has 524288000 bytes; a package may have 1048576");
    }

    [Theory]
    [InlineData("WaterCrm.Kernel.dll")]
    [InlineData("lib/watercrm.contracts.DLL")]
    [InlineData("MediatR.dll")]
    [InlineData("System.Text.Json.dll")]
    public void A_copy_of_what_the_host_has(string name)
    {
        made.Add(name, Words);
        Refused($"holds {name}, which the program has itself", write: true);
    }

    [Fact]
    public void A_library_of_the_modules_own_is_no_copy()
    {
        made.Add("Example.Charts.dll", Words);
        made.Write(zip);
        Assert.Contains(Package.Check(zip, Limits).Files, f => f.Path == "Example.Charts.dll");
    }

    [Fact]
    public void Code_that_was_built_against_another_contract_than_the_list_says()
    {
        made.Replace($"{Id}.dll", MadePackage.BuiltAgainst(made.Entries.Single(e => e.Name == $"{Id}.dll").Content, (ushort)Contract.Current.Major, (ushort)(Contract.Current.Minor + 1)));
        Refused($"contract in the package's package.json is '{Contract.Current}'", write: true);
        made.Said["contract"] = $"{Contract.Current.Major}.{Contract.Current.Minor + 1}";
        Refused("Update the program", write: true);
    }

    [Fact]
    public void A_main_file_that_is_no_module()
    {
        var real = made.Entries.Single(e => e.Name == $"{Id}.dll").Content;
        made.Remove($"{Id}.dll");
        Refused($"holds no {Id}.dll", write: true);
        made.Add($"{Id}.dll", real);
        made.Replace($"{Id}.dll", Words);
        Refused($"its {Id}.dll is no .NET assembly", write: true);

        MadeModule.Write(folder.FullName, "Made.Library", manifest: false);
        made.Replace($"{Id}.dll", File.ReadAllBytes(Path.Combine(folder.FullName, "Made.Library", "Made.Library.dll")));
        Refused("its assembly is called Made.Library", write: true);

        made.Said["id"] = "Made.Library";
        made.Said["features"] = new JsonArray("Made.Library");
        made.Add("Made.Library.dll", File.ReadAllBytes(Path.Combine(folder.FullName, "Made.Library", "Made.Library.dll")));
        Refused("it has no manifest", write: true);
    }

    /// <summary>Wherever a bit is damaged: what comes out is what went in, or nothing and a sentence.</summary>
    [Fact]
    public void A_damaged_bit_anywhere_is_noticed_or_does_no_harm()
    {
        Package.Unpack(zip, Path.Combine(folder.FullName, "clean"), Limits);
        var whole = Contents(Path.Combine(folder.FullName, "clean"));
        var bytes = File.ReadAllBytes(zip);
        var (dice, refused) = (new Random(11), 0);
        for (var i = 0; i < 400; i++)
        {
            var damaged = (byte[])bytes.Clone();
            var at = i % 2 == 0 ? dice.Next(bytes.Length) : bytes.Length - 1 - dice.Next(600);   // every other one where the zip's own list stands
            damaged[at] ^= (byte)(1 << dice.Next(8));
            File.WriteAllBytes(zip, damaged);
            try
            {
                Package.Unpack(zip, Unpacked, Limits);
                Assert.Equal(whole, Contents(Unpacked));
                Directory.Delete(Unpacked, recursive: true);
            }
            catch (PackageRefusedException)
            {
                refused++;
                Assert.False(Directory.Exists(Unpacked) && Directory.EnumerateFileSystemEntries(Unpacked).Any());
            }
        }

        Assert.InRange(refused, 200, 399);
    }

    private static string[] Contents(string place) =>
        [.. Directory.GetFiles(place, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => Path.GetRelativePath(place, f) + " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f))))];

    /// <summary>By the check and by the unpacking alike, and nothing is left lying about.</summary>
    private void Refused(string said, bool write = false)
    {
        if (write) made.Write(zip);

        Assert.Contains(said, Assert.Throws<PackageRefusedException>(() => Package.Check(zip, Limits)).Message, StringComparison.Ordinal);
        Assert.Contains(said, Assert.Throws<PackageRefusedException>(() => Package.Unpack(zip, Unpacked, Limits)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Unpacked) && Directory.EnumerateFileSystemEntries(Unpacked).Any());
    }
}
