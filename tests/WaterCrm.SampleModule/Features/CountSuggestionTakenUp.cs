using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;
using WaterCrm.SampleModule.Domain;

namespace WaterCrm.SampleModule.Features;

[Audited("suggestions.counted", "Counted a suggestion")]
public sealed record CountSuggestionTakenUp(DateTime At) : ICommand<int>;

internal sealed class CountSuggestionTakenUpHandler(SampleModuleDbContext db) : IRequestHandler<CountSuggestionTakenUp, Result<int>>
{
    public async Task<Result<int>> Handle(CountSuggestionTakenUp request, CancellationToken token)
    {
        var year = await db.Years.FindAsync([request.At.Year], token) ?? db.Years.Add(new SuggestionYear { Year = request.At.Year }).Entity;
        year.TakenUp++;
        await db.SaveChangesAsync(token);
        return year.TakenUp;
    }
}
