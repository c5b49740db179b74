using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Guidance.Feedback;

/// <summary>Somebody says what is wrong or missing on a page.</summary>
/// <param name="Text">What they say.</param>
/// <param name="Page">The page, as <see cref="PageAddress"/> calls it.</param>
/// <param name="Form">The form it was typed into: sent twice, it is kept once. Null for the staff, whose button is theirs to press twice.</param>
[Audited("feedback.sent", "Said what is wrong or missing on a page")]
public sealed record SendFeedback(string? Text, string? Page, FormKey? Form = null) : ICommand<Guid>
{
    public const int Longest = 2000, LongestPage = 300;
}

internal sealed class SendFeedbackRules : AbstractValidator<SendFeedback>
{
    public SendFeedbackRules()
    {
        RuleFor(f => f.Text).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Say what is wrong or missing.")
            .MaximumLength(SendFeedback.Longest).WithMessage("Use at most 2,000 characters.");
        RuleFor(f => f.Page).Must(page => page is { Length: > 0 and <= SendFeedback.LongestPage } && page[0] == '/').WithMessage("It is not clear which page this is about. Go back to the page and use the link on it.");
    }
}

internal sealed class SendFeedbackHandler(KernelDbContext db, IActor actor, TimeProvider clock) : IRequestHandler<SendFeedback, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(SendFeedback request, CancellationToken token)
    {
        var id = request.Form is { } form ? new Guid(form.Derive("feedback").AsSpan(0, 16)) : Ids.New(clock);
        if (request.Form is not null && await db.Feedback.AnyAsync(r => r.Id == id, token)) return id;

        var by = actor.Id is { } person ? (person, actor.Name) : ((Guid?, string)?)null;
        db.Add(PageRemark.Of(id, PlainText.Tidy(request.Text!), request.Page!, SystemHealthBook.Version, Languages.Current.Culture.Name, by, clock.Utc()));
        await db.SaveChangesAsync(token);
        return id;
    }
}
