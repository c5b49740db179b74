using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Imports;

/// <summary>The file of refused rows as somebody takes it home: line by line the same, but for the reasons, which are said in the reader's language.</summary>
internal static class RefusedRowsFile
{
    private const int Reason = 2;

    public static async Task Write(string path, IStringLocalizer S, Stream to, CancellationToken token)
    {
        using var parser = new CsvParser(Reader(path), new CsvConfiguration(CultureInfo.InvariantCulture) { BadDataFound = null, IgnoreBlankLines = false });
        using var reasons = Reasons(RefusedRows.ReasonsOf(path));
        await using var writer = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await writer.WriteAsync(CsvText.ByteOrderMark.AsMemory(), token);
        if (await parser.ReadAsync()) await writer.WriteAsync(CsvText.Line(parser.Record!).AsMemory(), token);

        var next = await Next(reasons, token);
        while (await parser.ReadAsync())
        {
            var cells = parser.Record!;
            // What was refused before reasons were kept stays as it was written.
            if (next is not null && cells.Length > Reason && cells[Reason] == FormulaGuard.Guard(next.InEnglish))
            {
                cells[Reason] = FormulaGuard.Guard(S[next.Reason, [.. next.Args]]);
                next = await Next(reasons, token);
            }

            await writer.WriteAsync(CsvText.Line(cells).AsMemory(), token);
        }
    }

    private static async Task<RefusedReason?> Next(StreamReader? reasons, CancellationToken token) =>
        reasons is not null && await reasons.ReadLineAsync(token) is { } line ? JsonSerializer.Deserialize<RefusedReason>(line) : null;

    private static StreamReader? Reasons(string path) => File.Exists(path) ? Reader(path) : null;

    private static StreamReader Reader(string path) => new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding.UTF8);
}
