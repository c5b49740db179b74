using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Features;

/// <summary>A member of the staff writes down what somebody said, a customer or not; also while the box is closed to the public.</summary>
[Audited("suggestions.noted", "Noted a suggestion")]
public sealed record NoteSuggestion(Guid? Customer, string? Text) : ICommand<Guid>;

internal sealed class NoteSuggestionValidator : AbstractValidator<NoteSuggestion>
{
    public NoteSuggestionValidator(BoxSettings box) => RuleFor(s => s.Text)
        .NotEmpty().WithMessage("Write down what was suggested.")
        .MaximumLength(box.Longest).WithMessage("This is too long. Put the main point in a few sentences.");
}

internal sealed class NoteSuggestionHandler(SampleModuleDbContext db, TimeProvider clock) : IRequestHandler<NoteSuggestion, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(NoteSuggestion request, CancellationToken token)
    {
        var suggestion = Suggestion.Made(request.Text!, clock, request.Customer);
        db.Suggestions.Add(suggestion);
        await db.SaveChangesAsync(token);
        // Whoever has said something need not be asked any more.
        await db.NewCustomers.Where(c => c.CustomerId == request.Customer).ExecuteDeleteAsync(token);
        return suggestion.Id;
    }
}
