using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.SampleModule.Data;

namespace WaterCrm.SampleModule.Features;

/// <summary>What the customer's page shows of the box.</summary>
public sealed record ShowSuggestionsOf(Guid Customer) : IQuery<SuggestionsOfCustomer>;

public sealed record SuggestionsOfCustomer(IReadOnlyList<SuggestionRow> Newest, bool IsToBeAsked);

internal sealed class ShowSuggestionsOfHandler(SampleModuleDbContext db, IMediator mediator) : IRequestHandler<ShowSuggestionsOf, SuggestionsOfCustomer>
{
    private const int Shown = 3;

    public async Task<SuggestionsOfCustomer> Handle(ShowSuggestionsOf request, CancellationToken token) =>
        new(await mediator.Send(new ListSuggestions(request.Customer, Shown), token), await db.NewCustomers.AnyAsync(c => c.CustomerId == request.Customer, token));
}
