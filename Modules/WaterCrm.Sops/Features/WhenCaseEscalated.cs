using System.Globalization;
using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Contracts;
using WaterCrm.Contracts.Sops;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops.Features;

/// <summary>Calls the person on call where the procedure asks for it.</summary>
internal sealed class WhenCaseEscalated(IMediator mediator, Utility utility, IStringLocalizer<Startup> S) : IHandle<CaseEscalated>
{
    public async Task Handle(CaseEscalated said, CancellationToken token)
    {
        if (!said.CallsOnDuty) return;

        CultureInfo.CurrentUICulture = utility.Language.Culture;   // nobody is reading yet: the utility's own language
        await mediator.Send(new CallOnDuty(S["{0} was taken up and waits for you.", said.SubjectName ?? ""], $"/staff/cases/{said.CaseId}", said.Team), token);
    }
}
