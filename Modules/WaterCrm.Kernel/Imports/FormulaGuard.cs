namespace WaterCrm.Kernel.Imports;

/// <summary>
/// A cell that begins as a formula does is calculated by the spreadsheet that opens the file, whoever wrote it (OWASP: CSV injection). An apostrophe before
/// it makes it text; what already has one gets another, so that taking one away gives back exactly what was there.
/// </summary>
internal static class FormulaGuard
{
    private const char Mark = '\'';
    private const string Beginnings = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";   // full-width ones too: some spreadsheets read them alike

    public static string Guard(string cell) => Begins(cell.AsSpan().TrimStart(Mark)) ? Mark + cell : cell;

    public static string Unguard(string cell) => cell.Length > 0 && cell[0] == Mark && Begins(cell.AsSpan().TrimStart(Mark)) ? cell[1..] : cell;

    private static bool Begins(ReadOnlySpan<char> cell) => cell.Length > 0 && Beginnings.Contains(cell[0]);
}
