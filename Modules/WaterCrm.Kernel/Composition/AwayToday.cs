using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Composition;

/// <summary>On every start page: who is away, and who does their work.</summary>
internal sealed class AwayToday(IMediator mediator, LocalFormat format, IStringLocalizer<Startup> S) : IStartQuestion
{
    public int Order => 90;

    public IReadOnlyCollection<string> Roles => [.. StandardRoles.All.Where(r => r != StandardRoles.Administrator)];

    public Permission Permission => StaffingPermissions.View;

    public async Task<StartAnswer> Ask(int most, CancellationToken token)
    {
        var away = await mediator.Send(new FindAbsences(), token);
        return new StartAnswer(S["Who is away today?"], away.Now, "/staff/absences",
            [.. away.Rows.Take(most).Select(a => new StartLine(a.Person, Detail: S["until {0}: {1} stands in", format.Date(a.Until), a.Substitute]))]);
    }
}
