using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.People.Access;

/// <summary>What comes after the password or the link: the code, the set-up of a second factor that a role demands, or the page one wanted.</summary>
public sealed class Doorway(IMediator mediator, ISessions sessions, LocalFormat show, IStringLocalizer<Startup> S)
{
    /// <summary>The password was right, or the link. Who has a second factor is not in yet.</summary>
    public async Task<IActionResult> Open(Controller page, Guid person, string url, CancellationToken token)
    {
        if ((await mediator.Send(new NextStep(person), token)).AsksCode)
        {
            await sessions.AwaitCode(person);
            return page.RedirectToAction("Code", "SecondFactor", new { returnUrl = url });
        }

        return await Enter(page, person, url, confirmed: false, token);
    }

    /// <summary>Nothing is missing any more.</summary>
    public async Task<IActionResult> Enter(Controller page, Guid person, string url, bool confirmed, CancellationToken token)
    {
        var step = await mediator.Send(new NextStep(person), token);
        await sessions.Begin(person, confirmed, step.MustSetUp);
        if (step.ResetAt is { } at)
        {
            page.Say(S["An administrator took your second factor away on {0}. If you did not ask for it, tell them at once.", show.DateAndTime(at)]);
            await mediator.Send(new NoteReset(person), token);
        }

        return step.MustSetUp ? page.Redirect("~/staff/second-factor") : page.LocalRedirect(url);
    }
}
