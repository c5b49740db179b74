using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Complaints.Features;

/// <summary>Adds something to a complaint: the customer through the tracking page, or a colleague.</summary>
[Audited("complaints.added", "Added to a complaint")]
public sealed record AddToComplaint : ICommand<Guid>, IAbout
{
    public required Guid ComplaintId { get; init; }
    public string Text { get; init; } = "";

    /// <summary>Whoever has the tracking code speaks, not the signed-in colleague who may be reading along.</summary>
    public bool ByCustomer { get; init; }

    Guid IAbout.About => ComplaintId;
}

internal sealed class AddToComplaintValidator : AbstractValidator<AddToComplaint>
{
    public AddToComplaintValidator()
    {
        RuleFor(r => r.Text).NotEmpty().WithMessage("Write what you want to add.");
        RuleFor(r => r.Text).MaximumLength(Limits.Text).WithMessage("This is longer than 4,000 characters. Shorten it, or add a photo of the document.");
        RuleFor(r => r.Text).Readable();
    }
}

internal sealed class AddToComplaintHandler(ComplaintsDbContext db, IActor actor, TimeProvider clock) : IRequestHandler<AddToComplaint, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AddToComplaint request, CancellationToken token)
    {
        if (await db.Complaints.FindAsync([request.ComplaintId], token) is not { } complaint) return ComplaintErrors.NotFound;

        var already = await db.Additions.CountAsync(a => a.ComplaintId == complaint.Id, token);
        var added = complaint.Add(request.ByCustomer ? null : actor.Name, request.Text.Trim(), already, reopening: false, Ids.New(clock), clock.Utc());
        if (added.Error is { } error) return error;

        db.Additions.Add(added.Value);
        await db.SaveChangesAsync(token);
        return added.Value.Id;
    }
}
