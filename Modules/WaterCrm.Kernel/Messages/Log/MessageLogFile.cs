using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Log;

/// <summary>The list of messages as a file for a spreadsheet, without their words. Not more than one page of it is in memory.</summary>
public sealed class MessageLogFile
{
    private const int RowsAtATime = 1000;

    private readonly IMediator mediator;
    private readonly MessageWords words;
    private readonly LocalFormat show;
    private readonly IStringLocalizer<Utility> S;

    internal MessageLogFile(IMediator mediator, MessageWords words, LocalFormat show, IStringLocalizer<Utility> S) => (this.mediator, this.words, this.show, this.S) = (mediator, words, show, S);

    /// <summary>Writes UTF-8 with the same filter and order as the list.</summary>
    public async Task Write(MessageFilter filter, bool personal, Stream to, CancellationToken token)
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await file.WriteAsync(CsvText.ByteOrderMark + CsvText.Line(
            [S["When"], S["Message"], S["Title"], S["Receiver"], S["Address"], S["Way"], S["State"], S["Tries"], S["Last try"], S["Ended at"], S["Parts"], S["Cost"], S["What went wrong"]]));
        string? after = null;
        do
        {
            var page = await mediator.Send(new FindMessages(filter, personal, after, RowsAtATime), token);
            foreach (var row in page.Rows) await file.WriteAsync(CsvText.LineForSpreadsheets(Cells(row)).AsMemory(), token);
            await file.FlushAsync(token);
            after = page.Next;
        }
        while (after is not null);
    }

    private string?[] Cells(MessageRow row) =>
    [
        Moment(row.CreatedAt), words.KindOf(row.Kind), row.Title ?? Masking.Hidden, row.Name ?? Masking.Hidden, row.Address ?? Masking.Hidden, words.ChannelOf(row.Channel), words.StateOf(row.State),
        Number(row.Tries), Moment(row.TriedAt), Moment(row.EndedAt), Number(row.Parts), row.Cost is { } cost ? show.Money(cost) : null, row.Failure,
    ];

    private string? Moment(DateTime? at) => at is { } moment ? show.Local(moment).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : null;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
