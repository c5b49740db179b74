using WaterCrm.Tests.Commands;

namespace WaterCrm.Tests.Imports;

/// <summary>The import on the command line: what it says and the code it ends with.</summary>
public sealed class ImportCommandTests : IDisposable
{
    private readonly DataFolder data = new();
    private readonly DataFolder files = new();

    private string File => Path.Combine(files.Path, "old.csv");

    private string Refused => File + ".refused.csv";

    public void Dispose()
    {
        data.Dispose();
        files.Dispose();
    }

    [Fact]
    public async Task It_ends_with_1_when_a_row_was_refused_and_with_0_when_none_was()
    {
        var some = await Import(OldSystem.Header + OldSystem.Row(1) + OldSystem.Row(2, kind: "Flood"));
        Assert.Equal((1, ""), (some.Code, some.Error));
        Assert.Contains("Added 1, known before 0, refused 1, read 2.", some.Out, StringComparison.Ordinal);
        Assert.Contains("The map does not say what 'Flood' means.", await System.IO.File.ReadAllTextAsync(Refused, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        System.IO.File.Delete(Refused);
        var none = await Import(OldSystem.Header + OldSystem.Row(1) + OldSystem.Row(2));
        Assert.Equal(0, none.Code);
        Assert.Contains("Added 1, known before 1, refused 0, read 2.", none.Out, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(Refused));
    }

    [Fact]
    public async Task A_file_that_breaks_off_ends_with_1_and_says_from_which_line_and_what_is_in()
    {
        var broken = await Import(OldSystem.BreakingOff("quote before many rows"));

        Assert.Equal(1, broken.Code);
        Assert.Contains("could not be read from line 503 on", broken.Error, StringComparison.Ordinal);
        Assert.Contains("Added 501, known before 0, refused 1, read 502.", broken.Out, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(Refused));
    }

    [Fact]
    public async Task Where_refused_rows_could_not_be_written_nothing_is_begun_and_another_place_may_be_named()
    {
        Directory.CreateDirectory(Refused);   // nobody can write a file of this name, not even whoever may write everything
        var csv = OldSystem.Header + OldSystem.Row(1) + OldSystem.Row(2, kind: "Flood");

        var refused = await Import(csv);
        Assert.Equal((2, ""), (refused.Code, refused.Out));
        Assert.Contains(Refused, refused.Error, StringComparison.Ordinal);
        Assert.Contains("--refused", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", refused.All, StringComparison.Ordinal);

        var elsewhere = Path.Combine(files.Path, "elsewhere.csv");
        var done = await Import(csv, "--refused", elsewhere);
        Assert.Equal(1, done.Code);
        Assert.Contains("Added 1, known before 0, refused 1, read 2.", done.Out, StringComparison.Ordinal);
        Assert.True(System.IO.File.Exists(elsewhere));
    }

    private async Task<Called> Import(string csv, params string[] more)
    {
        var map = Path.Combine(files.Path, "map.json");
        await System.IO.File.WriteAllTextAsync(File, csv, TestContext.Current.CancellationToken);
        await System.IO.File.WriteAllTextAsync(map, OldSystem.Map, TestContext.Current.CancellationToken);
        return await Called.Run(data.Path, ["import", "complaints", File, "--map", map, .. more]);
    }
}
