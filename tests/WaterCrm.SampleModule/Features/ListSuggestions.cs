using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.SampleModule.Data;

namespace WaterCrm.SampleModule.Features;

public sealed record ListSuggestions : IQuery<IReadOnlyList<SuggestionRow>>;

public sealed record SuggestionRow(Guid Id, string Text, DateTime MadeAt, bool IsTakenUp);

internal sealed class ListSuggestionsHandler(SampleModuleDbContext db) : IRequestHandler<ListSuggestions, IReadOnlyList<SuggestionRow>>
{
    private const int Newest = 50;

    public async Task<IReadOnlyList<SuggestionRow>> Handle(ListSuggestions request, CancellationToken token) =>
        await db.Suggestions.OrderByDescending(s => s.MadeAt).ThenBy(s => s.Id).Take(Newest)
            .Select(s => new SuggestionRow(s.Id, s.Text, s.MadeAt, s.TakenUpAt != null)).ToListAsync(token);
}
