using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Web;

/// <summary>The list of people as a file for a spreadsheet, with all its pages. Not more than one of them is in memory.</summary>
public sealed class PeopleFile(IMediator mediator, LocalFormat show, IStringLocalizer<Startup> S)
{
    private const int RowsAtATime = 1000;

    /// <summary>Writes UTF-8 with the same filter and order as the list.</summary>
    public async Task Write(PeopleFilter filter, Stream to, CancellationToken token)
    {
        await using var file = new StreamWriter(to, new UTF8Encoding(false), leaveOpen: true);
        await file.WriteAsync(CsvText.ByteOrderMark + CsvText.Line([S["Name"], S["Sign-in name"], S["E-mail address"], S["Roles"], S["Second factor"], S["Only looks until"], S["Last signed in"]]));
        string? after = null;
        do
        {
            var page = await mediator.Send(new FindPeople(filter, after, RowsAtATime), token);
            foreach (var row in page.People) await file.WriteAsync(CsvText.LineForSpreadsheets(Cells(row)).AsMemory(), token);
            await file.FlushAsync(token);
            after = page.Next;
        }
        while (after is not null);
    }

    private string?[] Cells(PersonRow row) =>
    [
        row.Name, row.SignInName, row.Email, string.Join(", ", row.Roles.Select(role => S[role].Value)), row.HasSecondFactor ? S["yes"] : S["no"],
        row.ReadOnlyUntil is { } until ? show.LastDay(until) : null,
        row.LastSignedInAt is { } at ? show.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null,
    ];
}
