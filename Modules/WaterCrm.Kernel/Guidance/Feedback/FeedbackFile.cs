using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Guidance.Feedback;

/// <summary>What people said about pages as a file for a spreadsheet. Not more than one page of it is in memory.</summary>
public sealed class FeedbackFile(IMediator mediator, LocalFormat show, IStringLocalizer<Utility> S)
{
    private const int RowsAtATime = 1000;

    /// <summary>Writes UTF-8 with the same filter and order as the list.</summary>
    public async Task Write(RemarkState? state, bool personal, Stream to, CancellationToken token)
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await file.WriteAsync(CsvText.ByteOrderMark + CsvText.Line([S["When"], S["Who"], S["Page"], S["What was said"], S["Version"], S["Language"], S["State"], S["What was done"], S["Done on"], S["Done by"]]));
        string? after = null;
        do
        {
            var page = await mediator.Send(new FindFeedback(state, personal, after, RowsAtATime), token);
            foreach (var row in page.Rows) await file.WriteAsync(CsvText.LineForSpreadsheets(Cells(row)).AsMemory(), token);
            await file.FlushAsync(token);
            after = page.Next;
        }
        while (after is not null);
    }

    private string?[] Cells(FeedbackRow row) =>
    [
        Moment(row.At), row.IsPublic ? S["somebody from outside"] : row.By ?? Masking.Hidden, row.Page, row.Text, row.Release, row.Language,
        row.State is RemarkState.Open ? S["open"] : S["done"], row.Note, row.DoneAt is { } at ? Moment(at) : null, row.DoneBy,
    ];

    private string Moment(DateTime at) => show.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
