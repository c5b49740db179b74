using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.SampleModule.Data;

namespace WaterCrm.SampleModule.Features;

/// <summary>Removes what nobody took up for as long as the settings say: some at a time, so that nobody waits for it. Gives back how many.</summary>
[Audited("suggestions.forgotten", "Forgot old suggestions")]
public sealed record ForgetSuggestions : ICommand<int>;

internal sealed class ForgetSuggestionsHandler(SampleModuleDbContext db, BoxSettings box, TimeProvider clock) : IRequestHandler<ForgetSuggestions, Result<int>>
{
    internal const int Batch = 200;

    public async Task<Result<int>> Handle(ForgetSuggestions request, CancellationToken token)
    {
        var before = clock.Utc().AddDays(-box.KeepDays);
        var old = await db.Suggestions.Where(s => s.TakenUpAt == null && s.MadeAt < before).OrderBy(s => s.MadeAt).Take(Batch).ToListAsync(token);
        db.Suggestions.RemoveRange(old);
        await db.SaveChangesAsync(token);
        await db.NewCustomers.Where(c => c.Since < before).ExecuteDeleteAsync(token);
        return old.Count;
    }
}
