using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Features;

[Audited("suggestions.made", "Made a suggestion")]
public sealed record MakeSuggestion(string? Text) : ICommand<Guid>;

internal sealed class MakeSuggestionValidator : AbstractValidator<MakeSuggestion>
{
    public MakeSuggestionValidator(BoxSettings box) => RuleFor(s => s.Text)
        .NotEmpty().WithMessage("Write your suggestion here.")
        .MaximumLength(box.Longest).WithMessage("This is too long. Put the main point in a few sentences.");
}

internal sealed class MakeSuggestionHandler(SampleModuleDbContext db, BoxSettings box, TimeProvider clock) : IRequestHandler<MakeSuggestion, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(MakeSuggestion request, CancellationToken token)
    {
        if (!box.IsOpen) return SuggestionErrors.Closed;
        var suggestion = Suggestion.Made(request.Text!, clock);
        db.Suggestions.Add(suggestion);
        await db.SaveChangesAsync(token);
        return suggestion.Id;
    }
}
