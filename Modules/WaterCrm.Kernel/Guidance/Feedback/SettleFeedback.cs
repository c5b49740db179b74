using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Guidance.Feedback;

/// <summary>What somebody said about a page has been dealt with; the note says how.</summary>
[Audited("feedback.done", "Marked feedback about a page as done")]
public sealed record SettleFeedback(Guid Id, string? Note) : ICommand<Guid>
{
    public const int LongestNote = 500;
}

[Audited("feedback.reopened", "Opened feedback about a page again")]
public sealed record ReopenFeedback(Guid Id) : ICommand<Guid>;

/// <summary>Notes that somebody takes the list out of the system. The rows themselves are read page by page.</summary>
[Audited("feedback.exported", "Exported what people said about pages")]
public sealed record ExportFeedback : ICommand<bool>;

internal sealed class SettleFeedbackRules : AbstractValidator<SettleFeedback>
{
    public SettleFeedbackRules() => RuleFor(f => f.Note).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Say in a few words what was done.")
        .MaximumLength(SettleFeedback.LongestNote).WithMessage("Use at most 500 characters.");
}

internal sealed class SettleFeedbackHandler(KernelDbContext db, IActor actor, TimeProvider clock)
    : IRequestHandler<SettleFeedback, Result<Guid>>, IRequestHandler<ReopenFeedback, Result<Guid>>, IRequestHandler<ExportFeedback, Result<bool>>
{
    public Task<Result<Guid>> Handle(SettleFeedback request, CancellationToken token) => Change(request.Id, r => r.Settle(PlainText.Tidy(request.Note!), actor.Name, clock.Utc()), token);

    public Task<Result<Guid>> Handle(ReopenFeedback request, CancellationToken token) => Change(request.Id, r => r.Reopen(), token);

    public Task<Result<bool>> Handle(ExportFeedback request, CancellationToken token) => Task.FromResult<Result<bool>>(true);

    private async Task<Result<Guid>> Change(Guid id, Func<PageRemark, Result<PageRemark>> how, CancellationToken token)
    {
        if (await db.Feedback.FirstOrDefaultAsync(r => r.Id == id, token) is not { } remark) return KernelErrors.NotFound;
        if (how(remark).Error is { } broken) return broken;
        await db.SaveChangesAsync(token);
        return remark.Id;
    }
}
