using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Kernel.Composition;

namespace WaterCrm.Complaints.Features;

/// <summary>A figure that counts what a list of complaints shows, so that its link opens exactly what was counted.</summary>
internal abstract class ComplaintFigure(IMediator mediator) : IFigure
{
    public abstract string Code { get; }
    public abstract int Order { get; }
    public abstract string Title { get; }
    public abstract string Definition { get; }
    public abstract FigureUnit Unit { get; }

    public Permission Permission => Permissions.View;

    public IReadOnlyCollection<string> Roles => [];

    public async Task<FigureAnswer> Ask(Period period, CancellationToken token) =>
        new(await Amount(period, token), WorkAddress.Of(Counted(period))) { Before = await Amount(period.Before, token) };

    protected abstract WorkFilter Counted(Period period);

    private async Task<FigureAmount> Amount(Period period, CancellationToken token)
    {
        var counts = await mediator.Send(new CountInPeriod(Counted(period)), token);
        return Unit is FigureUnit.Share ? new FigureAmount(counts.InTime, counts.All) : new FigureAmount(counts.All);
    }
}

internal sealed class ComplaintsReceived(IMediator mediator, IStringLocalizer<Startup> S) : ComplaintFigure(mediator)
{
    public override string Code => "complaints.received";
    public override int Order => 10;
    public override string Title => S["Complaints received"];
    public override string Definition => S["All that were reported in the period, by whatever channel, imported ones too."];
    public override FigureUnit Unit => FigureUnit.Count;

    protected override WorkFilter Counted(Period period) => new() { Tab = WorkTab.Received, From = period.From, To = period.To };
}

internal sealed class ComplaintsClosedInTime(IMediator mediator, IStringLocalizer<Startup> S) : ComplaintFigure(mediator)
{
    public override string Code => "complaints.closed-in-time";
    public override int Order => 20;
    public override string Title => S["Complaints closed in time"];
    public override string Definition => S["Of all that were closed in the period those of which no step was ever late. History that was imported closed does not count: no deadline of ours ran for it. One that was closed twice counts on its last day."];
    public override FigureUnit Unit => FigureUnit.Share;

    protected override WorkFilter Counted(Period period) => new() { Tab = WorkTab.Closed, From = period.From, To = period.To, Handled = true };
}
