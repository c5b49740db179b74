using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Customers.Conditions;
using WaterCrm.Customers.Features;
using WaterCrm.Customers.ViewModels;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Customers.Controllers;

/// <summary>The list of customers, and recording and changing them.</summary>
[Route("staff/customers"), Authorize(Policy = "Customers.View"), ResponseCache(NoStore = true)]
public sealed class CustomersController(IMediator mediator, CustomerConditions conditions, IStringLocalizer<Startup> S) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CustomerFilter filter, CancellationToken token)
    {
        var fulfilled = await conditions.Find(User, filter.Condition, filter.Value, token);
        return View(new CustomerListPage(filter, await mediator.Send(filter.Find(fulfilled), token), await mediator.Send(new FindZones(), token)) { Fulfilled = fulfilled, Conditions = conditions.Offered(User) });
    }

    [HttpGet("new"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> New(string? name, string? phone, CancellationToken token) =>
        View("Form", await Page(new CustomerForm { Name = name, Phones = phone }, null, token));

    [HttpPost("new"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> Record(CustomerForm form, CancellationToken token)
    {
        var recorded = await mediator.Send(form.Record(), token);
        if (recorded.Error is { } error) return this.Refuse(error, await Page(form, null, token), "Form");

        this.Say(S["The customer is recorded."]);
        return LocalRedirect($"~/staff/customers/{recorded.Value}");
    }

    [HttpGet("{id:guid}/edit"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowCustomer(id), token) is { } card ? View("Form", await Page(CustomerForm.Of(card), id, token)) : NotFound();

    [HttpPost("{id:guid}/edit"), Authorize(Policy = "Customers.Edit")]
    public async Task<IActionResult> Change(Guid id, CustomerForm form, CancellationToken token)
    {
        var changed = await mediator.Send(form.Change(id), token);
        if (changed.Error is null)
        {
            this.Say(S["The changes are saved."]);
            return LocalRedirect($"~/staff/customers/{id}");
        }

        if (changed.Error.Status is 404) return NotFound();
        var page = await Page(form, id, token);
        return this.Refuse(changed.Error, changed.Error == KernelErrors.ChangedMeanwhile ? await Compared(page, token) : page, "Form");
    }

    private async Task<CustomerFormPage> Page(CustomerForm form, Guid? id, CancellationToken token) =>
        new(form, await mediator.Send(new FindZones(), token)) { Id = id };

    /// <summary>Both texts side by side. Who saves again has seen the other one, so the form takes its version.</summary>
    private async Task<CustomerFormPage> Compared(CustomerFormPage page, CancellationToken token)
    {
        if (await mediator.Send(new ShowCustomer(page.Id!.Value), token) is not { } now) return page;

        page.Form.Version = now.Version;
        ModelState.Remove("Version");
        return page with { Theirs = CustomerForm.Of(now) };
    }
}
