using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Search;

/// <summary>Customers in the search box of the staff pages.</summary>
internal sealed class CustomerSource(IMediator mediator, IStringLocalizer<Startup> S) : ISearchSource
{
    public int Order => 10;

    public Permission Permission => CustomersPermissions.View;

    public string Title => S["Customers"];

    public string AllUrl(string text) => $"/staff/customers?q={Uri.EscapeDataString(text)}";

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token) =>
        [.. (await mediator.Send(new FindCustomers { Text = text, Size = limit }, token)).Rows
            .Select(r => new SearchHit(r.Name, string.Join(" · ", new[] { r.Code, r.Phone, r.Address }.Where(d => d is not null)), $"/staff/customers/{r.Id}"))];
}
