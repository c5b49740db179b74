using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Who works with the system, and what each may do.</summary>
[Route("staff/people"), ResponseCache(NoStore = true)]
public sealed class PeopleController(IMediator mediator, IStringLocalizer<Startup> S) : Controller
{
    /// <summary>The slot on a person's page; parts get the person's id as their subject.</summary>
    public const string PersonSlot = "people.person";

    [HttpGet(""), Authorize(Policy = "People.View")]
    public async Task<IActionResult> Index(PeopleFilter filter, string? after, CancellationToken token) =>
        View(new PeoplePage(filter, after, await mediator.Send(new FindPeople(filter, after), token), await mediator.Send(new ListRoles(), token)));

    [HttpGet("export"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Export(PeopleFilter filter, [FromServices] PeopleFile file, CancellationToken token)
    {
        var noted = await mediator.Send(new ExportPeople(), token);
        if (noted.Error is { } error) return this.Refuse(error);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=people.csv";
        await file.Write(filter, Response.Body, token);
        return new EmptyResult();
    }

    [HttpGet("new"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Add(CancellationToken token) => View(new PersonForm { Known = await mediator.Send(new ListRoles(), token) });

    [HttpPost("new"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Add(PersonForm form, CancellationToken token)
    {
        var added = await mediator.Send(new AddPerson(form.Name, form.SignInName, form.Email, form.Roles), token);
        return added.Error is { } error
            ? this.Refuse(error, form with { Known = await mediator.Send(new ListRoles(), token) })
            : await Link(added.Value, token);
    }

    [HttpGet("{id:guid}"), Authorize(Policy = "People.View")]
    public async Task<IActionResult> Person(Guid id, CancellationToken token) => await Page(id, token) is { } page ? View("Person", page) : NotFound();

    [HttpPost("{id:guid}/roles"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Roles(Guid id, Guid[] roles, CancellationToken token) =>
        await Done(id, await mediator.Send(new ChangeRoles(id, roles), token), S["The roles are changed."], token, roles);

    [HttpGet("{id:guid}/deactivate"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> AskToDeactivate(Guid id, [FromServices] TimeProvider clock, CancellationToken token)
    {
        var keys = (await mediator.Send(new ListApiKeys(id), token)).Where(k => !k.IsOver(clock.GetUtcNow().UtcDateTime));
        return await Ask(id, name => new(S["Deactivate {0}?", name], S["Deactivate"], Back(id))
        {
            Text = S["The person cannot sign in any more, and open sessions end. What the person did stays. Give away their open work first."],
            Stops = [.. keys.Select(k => S["the API key {0}, until somebody takes it over", k.Name].Value)], Destroys = true,
        }, token);
    }

    [HttpPost("{id:guid}/deactivate"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Deactivate(Guid id, CancellationToken token) =>
        await Done(id, await mediator.Send(new DeactivatePerson(id), token), S["The person is deactivated and cannot sign in."], token);

    [HttpPost("{id:guid}/activate"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Activate(Guid id, CancellationToken token) =>
        await Done(id, await mediator.Send(new ActivatePerson(id), token), S["The person is active again."], token);

    [HttpGet("{id:guid}/second-factor/reset"), Authorize(Policy = "People.Manage")]
    public Task<IActionResult> AskToResetSecondFactor(Guid id, CancellationToken token) => Ask(id, name => new(S["Take the second factor of {0} away?", name], S["Take the second factor away"], Back(id))
        { Text = S["Be sure that it is this person who asks: until a new one is set up, the password alone opens the account. The recovery codes end too."], Destroys = true }, token);

    [HttpPost("{id:guid}/second-factor/reset"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> ResetSecondFactor(Guid id, CancellationToken token) =>
        await Done(id, await mediator.Send(new ResetSecondFactor(id), token), S["The second factor is taken away. The person is told at the next sign-in."], token);

    /// <param name="id">Who only looks from now on.</param>
    /// <param name="until">The last day, in the utility's zone; null for an account that works again.</param>
    /// <param name="show">Knows the zone.</param>
    /// <param name="token">Ends with the request.</param>
    [HttpPost("{id:guid}/looks"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> LookOnly(Guid id, DateOnly? until, [FromServices] LocalFormat show, CancellationToken token) =>
        await Done(id, await mediator.Send(new LookOnly(id, until is { } day ? show.EndOf(day) : null), token),
            until is null ? S["The account works again."] : S["The account may look and change nothing. What it looks at is noted."], token);

    /// <summary>The link is in this one answer and nowhere else: not in an address, not in a cookie.</summary>
    [HttpPost("{id:guid}/link"), Authorize(Policy = "People.Manage")]
    public async Task<IActionResult> Link(Guid id, CancellationToken token)
    {
        var made = await mediator.Send(new MakePasswordLink(id), token);
        if (made.Error is { } error) return await Done(id, error, "", token);

        var address = Url.Action("Password", "Setup", new { link = made.Value.Token.Text }, Request.Scheme);
        var mailed = await mediator.Send(new MailPasswordLink(id, made.Value.Token, made.Value.ExpiresAt), token);
        return View("Link", new PasswordLinkPage(made.Value, id, address!) { MailedTo = mailed.Error is null ? mailed.Value.Address : null });
    }

    private async Task<IActionResult> Ask(Guid id, Func<string, ConfirmPage> question, CancellationToken token) =>
        await mediator.Send(new ShowPerson(id), token) is { } person ? View("Confirm", question(person.Name)) : NotFound();

    private string Back(Guid id) => Url.Content($"~/staff/people/{id}");

    private async Task<IActionResult> Done(Guid id, Result<Guid> result, string said, CancellationToken token, Guid[]? chosen = null)
    {
        if (result.Error is { } error)
            return await Page(id, token) is { } page ? this.Refuse(error, chosen is null ? page : page with { Chosen = chosen }, "Person") : NotFound();

        this.Say(said);
        return RedirectToAction(nameof(Person), new { id });
    }

    private async Task<PersonPage?> Page(Guid id, CancellationToken token) =>
        await mediator.Send(new ShowPerson(id), token) is { } person ? new PersonPage(person, await mediator.Send(new ListRoles(), token)) : null;
}
