namespace WaterCrm.Kernel.Texts;

/// <summary>Lines of a CSV file (RFC 4180).</summary>
internal static class CsvText
{
    /// <summary>A spreadsheet needs it to see that the file is UTF-8.</summary>
    public const string ByteOrderMark = "\uFEFF";

    public static string Line(IEnumerable<string?> cells) => string.Join(',', cells.Select(cell => Quoted(cell ?? ""))) + "\r\n";

    /// <summary>For files that people open in a spreadsheet: what would be taken for a formula is made a text.</summary>
    public static string LineForSpreadsheets(IEnumerable<string?> cells) => Line(cells.Select(cell => cell is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : cell));

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
