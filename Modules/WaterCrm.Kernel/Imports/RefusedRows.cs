using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Imports;

/// <summary>The rows that were refused, as a file that can be corrected and imported again: line, column and reason stand before the row's own cells.</summary>
internal sealed class RefusedRows : IAsyncDisposable
{
    private static readonly string[] Headings = ["line", "column", "reason"];

    private readonly (FileStream File, StreamWriter Writer) rows, reasons;

    private RefusedRows(FileStream rows, FileStream reasons) =>
        (this.rows, this.reasons) = ((rows, new StreamWriter(rows, new UTF8Encoding(false))), (reasons, new StreamWriter(reasons, new UTF8Encoding(false))));

    /// <summary>The file beside it that keeps each row's reason as it is translated: a line of JSON for each row.</summary>
    public static string ReasonsOf(string path) => Path.ChangeExtension(path, "reasons.jsonl");

    /// <summary>Opens the files and cuts off what a crash wrote beyond the last commit.</summary>
    public static RefusedRows Open(string path, string[] header, long committed, long committedReasons)
    {
        var opened = new RefusedRows(Cut(path, committed), Cut(ReasonsOf(path), committedReasons));
        if (opened.rows.File.Length == 0) opened.rows.Writer.Write(CsvText.ByteOrderMark + Line([.. Headings, .. header]));
        return opened;
    }

    /// <summary>Whether a file with this header is such a file, corrected and brought back.</summary>
    public static bool Wrote(ReadOnlySpan<string> header) => header.StartsWith(Headings);

    public async Task Add(RowProblem problem, CsvRecord record, CancellationToken token)
    {
        var reason = new RefusedReason(problem.Reason, [.. problem.Args.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture) ?? "")]);
        string[] cells = [problem.Line.ToString(CultureInfo.InvariantCulture), problem.Column, reason.InEnglish, .. record.Values ?? [record.Raw.TrimEnd('\r', '\n')]];
        await rows.Writer.WriteAsync(Line(cells).AsMemory(), token);
        await reasons.Writer.WriteAsync((JsonSerializer.Serialize(reason) + "\n").AsMemory(), token);
    }

    /// <summary>Puts everything on the disk.</summary>
    /// <returns>How long the files are now.</returns>
    public async Task<(long Rows, long Reasons)> Flush(CancellationToken token)
    {
        await rows.Writer.FlushAsync(token);
        await reasons.Writer.FlushAsync(token);
        return (rows.File.Position, reasons.File.Position);
    }

    public async ValueTask DisposeAsync()
    {
        await rows.Writer.DisposeAsync();
        await reasons.Writer.DisposeAsync();
    }

    private static FileStream Cut(string path, long committed)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(Math.Min(committed, file.Length));
        file.Seek(0, SeekOrigin.End);
        return file;
    }

    private static string Line(IEnumerable<string> cells) => CsvText.Line(cells.Select(FormulaGuard.Guard));
}

/// <summary>Why a row was refused: a sentence, the key of its translations, and what stands in its places.</summary>
internal sealed record RefusedReason(string Reason, string[] Args)
{
    [JsonIgnore]
    public string InEnglish => string.Format(CultureInfo.InvariantCulture, Reason, [.. Args]);
}
