using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Guidance.Feedback;

/// <summary>On the start page of whoever looks after the pages: what is still to be answered.</summary>
internal sealed class WhatDidPeopleSay(IMediator mediator, IActor actor, IStringLocalizer<Startup> S) : IStartQuestion
{
    public int Order => 40;

    public IReadOnlyCollection<string> Roles => [StandardRoles.Webmaster];

    public Permission Permission => FeedbackPermissions.Manage;

    public async Task<StartAnswer> Ask(int most, CancellationToken token)
    {
        var seesSenders = PermissionRequirement.Has(actor.Principal, FeedbackPermissions.ViewSenders);
        var open = await mediator.Send(new FindFeedback(RemarkState.Open, seesSenders, Size: most), token);
        return new StartAnswer(S["What did people say about pages?"], (await mediator.Send(new CountFeedback(), token)).Open, "/staff/admin/feedback",
            [.. open.Rows.Select(r => new StartLine(r.Page, $"/staff/admin/feedback/{r.Id}", r.Text.Length <= 160 ? r.Text : $"{r.Text[..160]}…"))]);
    }
}
