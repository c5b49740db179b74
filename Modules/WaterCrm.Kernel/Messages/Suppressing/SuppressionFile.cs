using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>The list of addresses that are not written to as a file for a spreadsheet. It is written page by page, so that a long list never is in memory.</summary>
internal sealed class SuppressionFile(IMediator mediator, NewsWords words, MessageWords messages, LocalFormat show, IStringLocalizer<Utility> S)
{
    private const int RowsAtATime = 1000;

    /// <summary>Writes UTF-8 with the same filter and order as the list.</summary>
    public async Task Write(SuppressionFilter filter, Stream to, CancellationToken token)
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await file.WriteAsync(CsvText.ByteOrderMark + CsvText.Line([S["Address"], S["Way"], S["Not sent there"], S["Why"], S["Since"], S["How"], S["Note"]]));
        string? after = null;
        do
        {
            var page = await mediator.Send(new FindSuppressions(filter, after, RowsAtATime), token);
            foreach (var row in page.Rows) await file.WriteAsync(CsvText.LineForSpreadsheets(Cells(row)).AsMemory(), token);
            await file.FlushAsync(token);
            after = page.Next;
        }
        while (after is not null);
    }

    private string?[] Cells(SuppressionRow row) =>
    [
        row.Address, messages.ChannelOf(row.Channel), words.StopsOf(row.Topic, row.Reason), words.ReasonOf(row.Reason), show.Local(row.Since).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        row.How is { } how ? words.HowOf(how) : null, row.Note,
    ];
}
