using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.SampleModule.Data;

namespace WaterCrm.SampleModule.Features;

/// <summary>The newest suggestions, of everybody or of one customer.</summary>
public sealed record ListSuggestions(Guid? Customer = null, int Most = 50) : IQuery<IReadOnlyList<SuggestionRow>>;

public sealed record SuggestionRow(Guid Id, string Text, DateTime MadeAt, bool IsTakenUp, string? Complaint);

internal sealed class ListSuggestionsHandler(SampleModuleDbContext db) : IRequestHandler<ListSuggestions, IReadOnlyList<SuggestionRow>>
{
    public async Task<IReadOnlyList<SuggestionRow>> Handle(ListSuggestions request, CancellationToken token) =>
        await db.Suggestions.Where(s => request.Customer == null || s.CustomerId == request.Customer).OrderByDescending(s => s.MadeAt).ThenBy(s => s.Id).Take(request.Most)
            .Select(s => new SuggestionRow(s.Id, s.Text, s.MadeAt, s.TakenUpAt != null, s.Complaint)).ToListAsync(token);
}
