using MediatR;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.Features;

/// <summary>Gives an imported complaint that is still open a case, so that somebody deals with it. Sent twice it does nothing.</summary>
[Audited("complaints.import-opened", "Opened the case of an imported complaint")]
public sealed record OpenImportedComplaint(Guid Id) : ICommand<Guid>;

internal sealed class OpenImportedComplaintHandler(ComplaintsDbContext db, IMediator mediator) : IRequestHandler<OpenImportedComplaint, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(OpenImportedComplaint request, CancellationToken token)
    {
        if (await db.Complaints.FindAsync([request.Id], token) is not { } complaint) return ComplaintErrors.NotFound;
        if (!complaint.IsOpen || complaint.CaseId is not null) return complaint.Id;

        return await mediator.Send(new OpenCase
        {
            Sop = RecordComplaintHandler.Sop, SubjectKind = ComplaintSubject.KindName, SubjectId = complaint.Id, SubjectName = complaint.Number, Variety = complaint.Kind,
            AlreadyTaken = ["recorded", "acknowledged"],
        }, token);
    }
}
