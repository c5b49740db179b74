using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Imports;

/// <summary>One record of a CSV file.</summary>
/// <param name="Line">The line on which it begins, counted from 1.</param>
/// <param name="Values">As many as the header has; null when the record is <paramref name="Problem"/>.</param>
/// <param name="Raw">The record as it stands in the file.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record CsvRecord(long Line, string[]? Values, string Raw, RowProblem? Problem)
{
    /// <summary>Whether it has a quote that is open at its end.</summary>
    public bool IsOpen { get; init; }
}

/// <summary>Reads a CSV file record by record (RFC 4180): quotes, line breaks inside them, UTF-8 with or without a mark.</summary>
internal sealed class CsvSource : IDisposable
{
    private const int LongestRecord = 200_000;

    private readonly FileStream file;
    private readonly CsvParser parser;

    private CsvSource(FileStream file, CsvParser parser, string[] header) => (this.file, this.parser, Header) = (file, parser, header);

    public string[] Header { get; }

    /// <summary>How many bytes have been read: what a progress bar shows.</summary>
    public long Position => file.Position;

    public long Length => file.Length;

    /// <summary>The line from which on the file could not be told into rows; null while it could.</summary>
    public long? BrokenAt { get; private set; }

    public static CsvSource Open(string path, string delimiter)
    {
        var file = File.OpenRead(path);
        var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: false), detectEncodingFromByteOrderMarks: true, 1 << 16);
        var parser = new CsvParser(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter, BadDataFound = null, DetectColumnCountChanges = false, IgnoreBlankLines = true,
            MaxFieldSize = LongestRecord, BufferSize = 1 << 16, ProcessFieldBufferSize = 1 << 12,
        });
        try
        {
            if (!parser.Read()) throw new JobRefused(Word.Of("The file is empty."));
        }
        catch (CsvHelperException)
        {
            parser.Dispose();
            throw new JobRefused(Word.Of("The first line is not a line of column names."));
        }

        string[] header = [.. parser.Record!.Select(h => h.Trim())];
        return new CsvSource(file, parser, RefusedRows.Wrote(header) ? [.. header.Select(FormulaGuard.Unguard)] : header);
    }

    public IEnumerable<CsvRecord> Records()
    {
        for (var record = Next(); record is not null;)
        {
            var next = BrokenAt is null ? Next() : null;
            // Open to the end of the file, it has swallowed the rows behind it; on the last line there were none.
            if (next is null && record.IsOpen && Breaks(record.Raw) > 0) BrokenAt ??= record.Line;
            yield return record;
            record = next;
        }
    }

    public void Dispose() => parser.Dispose();

    private CsvRecord? Next()
    {
        var line = parser.RawRow + 1L;
        try
        {
            return parser.Read() ? Judge(line, parser.RawRow - Breaks(parser.RawRecord), parser.Record!, parser.RawRecord) : null;
        }
        catch (MaxFieldSizeException)
        {
            // The parser cannot find its way back into the file after this.
            BrokenAt = line;
            return new CsvRecord(line, null, "", new RowProblem(line, "", Word.Of("A quote that is opened in this row is never closed, or a cell has more than {0} characters. Nothing after it could be read."), LongestRecord));
        }
    }

    private CsvRecord Judge(long after, long line, string[] values, string raw)
    {
        if (RefusedRows.Wrote(Header)) values = [.. values.Select(FormulaGuard.Unguard)];
        RowProblem? problem = null;
        // An open quote swallows the lines behind it, so the beginning cannot be counted back from the end.
        var isOpen = raw.AsSpan().Count('"') % 2 != 0;
        if (isOpen) (line, problem) = (after, new RowProblem(after, "", Word.Of("A quote in this row is never closed, or stands where none may.")));
        else if (values.Length != Header.Length) problem = new RowProblem(line, "", Word.Of("The row has {0} cells, the header has {1}."), values.Length, Header.Length);
        else if (raw.Contains('\uFFFD')) problem = new RowProblem(line, ColumnWith(values, '\uFFFD'), Word.Of("This is not UTF-8. Save the file as UTF-8 and import it again."));
        else if (raw.Contains('\0')) problem = new RowProblem(line, ColumnWith(values, '\0'), Word.Of("There is a NUL character in this cell."));
        return new CsvRecord(line, problem is null ? values : null, raw, problem) { IsOpen = isOpen };
    }

    private string ColumnWith(string[] values, char character)
    {
        var index = Array.FindIndex(values, v => v.Contains(character));
        return index >= 0 ? Header[index] : "";
    }

    /// <summary>Line breaks inside the record; the last one ends it.</summary>
    private static int Breaks(string raw) => Math.Max(0, raw.AsSpan().TrimEnd("\r\n").Count('\n'));
}
