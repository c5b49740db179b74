using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Controllers;

/// <summary>What news a customer's addresses get, and what the customer has told about it.</summary>
[Route("staff/customers/{id:guid}/news"), Authorize(Policy = "Messages.ChangeNews"), ResponseCache(NoStore = true)]
public sealed class CustomerNewsController(IMediator mediator, IEnumerable<ICustomerAddresses> addresses, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(Guid id, CancellationToken token) => await Page(id, token) is { } page ? View(page) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Index(Guid id, CustomerNewsForm form, CancellationToken token)
    {
        if (await Page(id, token) is not { } page) return NotFound();
        if (page.Find(form) is not { } address) return this.Refuse(NewsErrors.NotTheirs, page with { Typed = form });

        var changed = await mediator.Send(form.Command(address, id), token);
        if (changed.Error is { } error) return this.Refuse(error, page with { Typed = form });

        this.Say(changed.Value ? S["The wish is noted, and holds from now on."] : S["That was so already."]);
        return RedirectToAction(nameof(Index), new { id });
    }

    private async Task<CustomerNewsPage?> Page(Guid id, CancellationToken token)
    {
        foreach (var known in addresses)
            if (await known.Of(id, token) is { } customer) return new CustomerNewsPage(id, customer.Name, await mediator.Send(new ShowNews(customer.Addresses), token));
        return null;
    }
}
