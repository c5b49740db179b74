using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Features;

/// <summary>Puts the question what could be done better into the box.</summary>
[Audited("suggestions.asked", "Asked for a suggestion after a complaint")]
public sealed record AskAfterComplaint(string Complaint, Guid? Customer) : ICommand<Guid>;

internal sealed class AskAfterComplaintHandler(SampleModuleDbContext db, TimeProvider clock) : IRequestHandler<AskAfterComplaint, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AskAfterComplaint request, CancellationToken token)
    {
        var asked = Suggestion.After(request.Complaint, request.Customer, clock);
        db.Suggestions.Add(asked);
        await db.SaveChangesAsync(token);
        return asked.Id;
    }
}
