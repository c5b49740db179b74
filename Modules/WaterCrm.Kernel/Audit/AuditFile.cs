using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Audit.Features;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Audit;

/// <summary>The audit as a file for a spreadsheet: a line for each changed value. Not more than one page of it is in memory.</summary>
public sealed class AuditFile(IMediator mediator, LocalFormat show, IStringLocalizer<Utility> S)
{
    private const int RowsAtATime = 1000;

    /// <summary>Writes UTF-8 with the same filter and order as the page.</summary>
    public async Task Write(AuditFilter filter, bool personal, Stream to, CancellationToken token)
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await file.WriteAsync(CsvText.ByteOrderMark + CsvText.Line([S["When"], S["Who"], S["What"], S["Action"], S["Subject"], S["Record"], S["Property"], S["Before"], S["After"]]));
        string? after = null;
        do
        {
            var page = await mediator.Send(new FindAudit(filter, personal, after, RowsAtATime), token);
            foreach (var line in page.Lines)
                foreach (var cells in Cells(line)) await file.WriteAsync(CsvText.LineForSpreadsheets(cells).AsMemory(), token);
            await file.FlushAsync(token);
            after = page.Next;
        }
        while (after is not null);
    }

    private IEnumerable<string?[]> Cells(AuditLine line)
    {
        string?[] head = [show.Local(line.Row.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), S.Named(line.Row.ActorName), line.What, line.Row.Action, line.Row.Subject?.ToString()];
        var values = line.Records.SelectMany(r => r.Values.DefaultIfEmpty(), (r, v) => new[] { r.Name, v?.Name, v?.Old, v?.New });
        return values.DefaultIfEmpty([null, null, null, null]).Select(v => (string?[])[.. head, .. v]);
    }
}
