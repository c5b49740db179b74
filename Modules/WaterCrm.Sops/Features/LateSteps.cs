using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Sops.ViewModels;

namespace WaterCrm.Sops.Features;

/// <summary>What is late in the reader's inbox. It says how things are now: nobody keeps what an inbox looked like last month.</summary>
internal sealed class LateSteps(TaskQuery tasks, IStringLocalizer<Startup> S) : IFigure
{
    public string Code => "sops.late-steps";

    public int Order => 30;

    public string Title => S["Late steps in your inbox"];

    public string Definition => S["Steps of all procedures that wait for you, your roles or your teams and whose time is over."];

    public FigureUnit Unit => FigureUnit.Count;

    public Permission Permission => SopsPermissions.Answer;

    public IReadOnlyCollection<string> Roles => [];

    public async Task<FigureAnswer> Ask(Period period, CancellationToken token) =>
        new(new FigureAmount((await tasks.Count(token)).Late), InboxPage.Address(TaskFilter.Late)) { IsNow = true };
}
