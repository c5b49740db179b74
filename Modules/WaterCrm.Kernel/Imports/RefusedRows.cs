using System.Globalization;
using System.Text;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Imports;

/// <summary>The rows that were refused, as a file that can be corrected and imported again: line, column and reason stand before the row's own cells.</summary>
internal sealed class RefusedRows : IAsyncDisposable
{
    private static readonly string[] Headings = ["line", "column", "reason"];

    private readonly FileStream file;
    private readonly StreamWriter writer;

    private RefusedRows(FileStream file) => (this.file, writer) = (file, new StreamWriter(file, new UTF8Encoding(false)));

    /// <summary>Opens the file and cuts off what a crash wrote beyond the last commit.</summary>
    public static RefusedRows Open(string path, string[] header, long committed)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        file.SetLength(Math.Min(committed, file.Length));
        file.Seek(0, SeekOrigin.End);
        var rows = new RefusedRows(file);
        if (file.Length == 0) rows.writer.Write(CsvText.ByteOrderMark + Line([.. Headings, .. header]));
        return rows;
    }

    /// <summary>Whether a file with this header is such a file, corrected and brought back.</summary>
    public static bool Wrote(ReadOnlySpan<string> header) => header.StartsWith(Headings);

    public async Task Add(RowProblem problem, CsvRecord record, CancellationToken token)
    {
        var reason = string.Format(CultureInfo.InvariantCulture, problem.Reason, problem.Args);
        string[] cells = [problem.Line.ToString(CultureInfo.InvariantCulture), problem.Column, reason, .. record.Values ?? [record.Raw.TrimEnd('\r', '\n')]];
        await writer.WriteAsync(Line(cells).AsMemory(), token);
    }

    /// <summary>Puts everything on the disk.</summary>
    /// <returns>How long the file is now.</returns>
    public async Task<long> Flush(CancellationToken token)
    {
        await writer.FlushAsync(token);
        return file.Position;
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();

    private static string Line(IEnumerable<string> cells) => CsvText.Line(cells.Select(FormulaGuard.Guard));
}
