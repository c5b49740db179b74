using System.Globalization;
using System.Text;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.Costs;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What messages cost, way by way; the month stands in the address.</summary>
[Route("staff/admin/messages/costs"), Authorize(Policy = "Messages.View"), ResponseCache(NoStore = true)]
public sealed class MessageCostsController(IMediator mediator, LocalFormat show, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? month, CancellationToken token) => View(await Page(month, token));

    [HttpGet("export")]
    public async Task<IActionResult> Export(string? month, CancellationToken token)
    {
        var (page, words) = (await Page(month, token), HttpContext.RequestServices.GetRequiredService<MessageWords>());
        var file = new StringBuilder(CsvText.ByteOrderMark + CsvText.Line([S["Month"], S["Way"], S["Messages"], S["Parts"], S["Cost"], S["Did not arrive"]]));
        foreach (var row in page.Channels)
            file.Append(CsvText.LineForSpreadsheets([page.Code, words.ChannelOf(row.Channel), Number(row.Messages), Number(row.Parts), row.Cost is { } cost ? show.Money(cost) : null, Number(row.Failed)]));
        return File(Encoding.UTF8.GetBytes(file.ToString()), "text/csv; charset=utf-8", $"message-costs-{page.Code}.csv");
    }

    private async Task<MessageCostsPage> Page(string? asked, CancellationToken token)
    {
        var month = MessageCostsPage.Read(asked, show.Today);
        return new MessageCostsPage(month, await mediator.Send(new ShowMessageCosts(month), token));
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
