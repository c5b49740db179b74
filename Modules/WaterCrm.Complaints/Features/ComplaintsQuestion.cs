using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.People;

namespace WaterCrm.Complaints.Features;

/// <summary>A tab of the work list as a question of the start page, for those who answer for all complaints or are asked about any.</summary>
internal abstract class ComplaintsQuestion(IMediator mediator, ComplaintKinds kinds, WorkTab tab) : IStartQuestion
{
    public abstract int Order { get; }

    public virtual IReadOnlyCollection<string> Roles => [StandardRoles.HeadOfCustomerCare, StandardRoles.Director, StandardRoles.Cashier];

    public Permission Permission => Permissions.View;

    protected abstract string Title { get; }

    public async Task<StartAnswer> Ask(int most, CancellationToken token)
    {
        var filter = new WorkFilter { Tab = tab };
        var found = await mediator.Send(new FindComplaints(filter), token);
        var count = (await mediator.Send(new CountComplaints(filter), token)).Of(tab);
        return new StartAnswer(Title, count, WorkAddress.Of(filter), [.. found.Rows.Take(most).Select(r => new StartLine(r.Number, $"/staff/complaints/{r.Id}", string.Join(", ", new[] { kinds.NameOf(r.Kind), r.Place }.Where(t => t.Length > 0)), r.DueAt))]);
    }
}

internal sealed class WhichComplaintsAreLate(IMediator mediator, ComplaintKinds kinds, IStringLocalizer<Startup> S)
    : ComplaintsQuestion(mediator, kinds, WorkTab.Late)
{
    public override int Order => 15;

    protected override string Title => S["Which complaints are late?"];
}

internal sealed class WhichComplaintsAreDueToday(IMediator mediator, ComplaintKinds kinds, IStringLocalizer<Startup> S)
    : ComplaintsQuestion(mediator, kinds, WorkTab.Today)
{
    public override int Order => 35;

    protected override string Title => S["Which complaints are due today?"];
}
