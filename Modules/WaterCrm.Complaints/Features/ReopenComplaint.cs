using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.Features;

/// <summary>Takes a closed complaint up again: it is not fixed.</summary>
[Audited("complaints.reopened", "Reopened a complaint")]
public sealed record ReopenComplaint : ICommand<Guid>
{
    public required Guid ComplaintId { get; init; }
    public string Reason { get; init; } = "";
    public bool ByCustomer { get; init; }
}

internal sealed class ReopenComplaintValidator : AbstractValidator<ReopenComplaint>
{
    public ReopenComplaintValidator()
    {
        RuleFor(r => r.Reason).Must(PlainWords.SaysSomething).WithMessage("Say in a few words what is still wrong.");
        RuleFor(r => r.Reason).MaximumLength(Limits.Text).WithMessage("This is longer than 4,000 characters. Shorten it, or add a photo of the document.");
        RuleFor(r => r.Reason).Readable();
    }
}

internal sealed class ReopenComplaintHandler(ComplaintsDbContext db, IMediator mediator, IActor actor, TimeProvider clock) : IRequestHandler<ReopenComplaint, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ReopenComplaint request, CancellationToken token)
    {
        if (await db.Complaints.FindAsync([request.ComplaintId], token) is not { } complaint) return ComplaintErrors.NotFound;

        var (now, reason) = (clock.Utc(), request.Reason.Trim());
        if (complaint.Reopen(request.ByCustomer, now).Error is { } refused) return refused;

        var already = await db.Additions.CountAsync(a => a.ComplaintId == complaint.Id, token);
        var added = complaint.Add(request.ByCustomer ? null : actor.Name, reason, already, reopening: true, Ids.New(clock), now);
        if (added.Error is { } tooMany) return tooMany;
        db.Additions.Add(added.Value);
        await db.SaveChangesAsync(token);

        return (await mediator.Send(new ReopenCase(complaint.CaseId!.Value, reason), token)).Error is { } error ? error : complaint.Id;
    }
}
