using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.People;
using WaterCrm.Sops.ViewModels;

namespace WaterCrm.Sops.Features;

/// <summary>A tab of the inbox as a question of the start page.</summary>
internal abstract class InboxQuestion(IMediator mediator, TaskFilter tab) : IStartQuestion
{
    protected static readonly string[] Everybody = [StandardRoles.CareStaff, StandardRoles.Cashier, StandardRoles.Team, StandardRoles.HeadOfCustomerCare, StandardRoles.Director];

    public abstract int Order { get; }

    public virtual IReadOnlyCollection<string> Roles => Everybody;

    public Permission Permission => SopsPermissions.Answer;

    protected abstract string Title { get; }

    public async Task<StartAnswer> Ask(int most, CancellationToken token)
    {
        var found = await mediator.Send(new FindTasks(tab) { Most = most }, token);
        return new StartAnswer(Title, found.Counts.Of(tab), InboxPage.Address(tab),
            [.. found.Rows.Select(r => new StartLine(r.SubjectName, $"/staff/tasks/{r.TaskId}", r.For is null ? r.Step : $"{r.Step} ({r.For})", r.DueAt))]);
    }
}

internal sealed class WhatIsLate(IMediator mediator, IStringLocalizer<Startup> S) : InboxQuestion(mediator, TaskFilter.Late)
{
    public override int Order => 10;

    protected override string Title => S["What is late?"];
}

internal sealed class WhatWasTakenUp(IMediator mediator, IStringLocalizer<Startup> S) : InboxQuestion(mediator, TaskFilter.Escalated)
{
    public override int Order => 20;

    public override IReadOnlyCollection<string> Roles => [StandardRoles.HeadOfCustomerCare, StandardRoles.Director];

    protected override string Title => S["What was taken up to me?"];
}

internal sealed class WhatIsDueToday(IMediator mediator, IStringLocalizer<Startup> S) : InboxQuestion(mediator, TaskFilter.Today)
{
    public override int Order => 30;

    protected override string Title => S["What is due today?"];
}

internal sealed class WhatIsForOthers(IMediator mediator, IStringLocalizer<Startup> S) : InboxQuestion(mediator, TaskFilter.ForOthers)
{
    public override int Order => 40;

    protected override string Title => S["What do I do for others?"];
}

internal sealed class WhatHaveITaken(IMediator mediator, IStringLocalizer<Startup> S) : InboxQuestion(mediator, TaskFilter.Mine)
{
    public override int Order => 50;

    public override IReadOnlyCollection<string> Roles => [StandardRoles.CareStaff, StandardRoles.Cashier, StandardRoles.Team];

    protected override string Title => S["What have I taken?"];
}

internal sealed class WhatHasNobodyTaken(IMediator mediator, IStringLocalizer<Startup> S) : InboxQuestion(mediator, TaskFilter.Free)
{
    public override int Order => 60;

    public override IReadOnlyCollection<string> Roles => [StandardRoles.CareStaff, StandardRoles.Cashier, StandardRoles.Team, StandardRoles.HeadOfCustomerCare];

    protected override string Title => S["What has nobody taken?"];
}

/// <summary>The number at the inbox: what waits for the person behind its first tab.</summary>
internal sealed class InboxCount(TaskQuery tasks) : IMenuCounter
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token) =>
        new Dictionary<string, int> { ["inbox"] = await (await tasks.Of(TaskFilter.Team, token)).CountAsync(token) };
}
