using System.Text;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Imports;

public sealed class ReadingCsvTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("watercrm-csv-").FullName, "file.csv");

    [Fact]
    public void A_record_may_have_line_breaks_inside_quotes_and_the_lines_are_still_counted_right()
    {
        var records = Read("id,text\n1,\"two\r\nlines\"\n\n2,\"he said \"\"no\"\"\"\n3,last");

        Assert.Equal([2, 5, 6], records.Select(r => r.Line));
        Assert.Equal(["two\r\nlines", "he said \"no\"", "last"], records.Select(r => r.Values![1]));
    }

    [Fact]
    public void A_mark_at_the_beginning_and_windows_line_ends_do_no_harm()
    {
        var records = Read("\uFEFFid,text\r\n1,one\r\n");

        Assert.Equal(["1", "one"], Assert.Single(records).Values!);
    }

    [Fact]
    public void A_row_with_too_few_cells_says_how_many_it_has()
    {
        var records = Read("id,text,more\n1,one\n2,two,three\n");

        Assert.Equal("The row has {0} cells, the header has {1}.", records[0].Problem!.Reason);
        Assert.Equal([2, 3], records[0].Problem!.Args);
        Assert.Null(records[1].Problem);
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_named_with_the_line_on_which_it_begins()
    {
        var records = Read("id,text\n1,one\n2,\"never\n3,three\n4,four\n");

        Assert.Null(records[0].Problem);
        var broken = records[^1];
        Assert.Equal(3, broken.Problem!.Line);
        Assert.StartsWith("A quote in this row is never closed", broken.Problem.Reason);
    }

    [Fact]
    public void A_quote_that_is_never_closed_before_a_million_characters_does_not_eat_the_memory()
    {
        var records = Read("id,text\n1,one\n2,\"never\n" + new string('x', 1_000_000));

        Assert.Equal(3, records[^1].Problem!.Line);
        Assert.StartsWith("A quote that is opened in this row", records[^1].Problem!.Reason);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_refused_in_their_row_and_column_and_the_next_row_is_read()
    {
        File.WriteAllBytes(path, [.. "id,text\n1,"u8, 0xC3, 0x28, .. "\n2,two\n"u8]);
        var records = ReadFile();

        Assert.Equal(("text", "This is not UTF-8. Save the file as UTF-8 and import it again."), (records[0].Problem!.Column, records[0].Problem!.Reason));
        Assert.Equal("two", records[1].Values![1]);
    }

    [Fact]
    public void A_NUL_is_refused_and_an_emoji_is_not()
    {
        var records = Read("id,text\n1,a\0b\n2,💧\n");

        Assert.Equal("There is a NUL character in this cell.", records[0].Problem!.Reason);
        Assert.Equal("💧", records[1].Values![1]);
    }

    [Fact]
    public void An_empty_file_says_so() => Assert.Equal("The file is empty.", Assert.Throws<JobRefused>(() => Read("")).Message);

    [Fact]
    public void The_real_files_are_read_whole()
    {
        var folder = SharedData.Folder("complaints");
        foreach (var (name, rows) in new[] { ("kc311_water_services_2007_2020.csv", 10_107), ("nyc311_dep_water_quality_2010_2016.csv", 7_562) })
        {
            using var source = CsvSource.Open(Path.Combine(folder, name), ",");
            var records = source.Records().ToList();
            Assert.Equal((rows, 0), (records.Count, records.Count(r => r.Problem is not null)));
        }
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    private List<CsvRecord> Read(string text)
    {
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return ReadFile();
    }

    private List<CsvRecord> ReadFile()
    {
        using var source = CsvSource.Open(path, ",");
        return [.. source.Records()];
    }
}
