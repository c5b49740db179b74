using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Customers.Features;

/// <summary>What the customers of the rows shown are called, in one batch. Unknown ids are left out.</summary>
public sealed record NamesOf(IReadOnlyCollection<Guid> Customers) : IQuery<IReadOnlyDictionary<Guid, CustomerName>>;

public sealed record CustomerName(Guid Id, string Name, string? Code)
{
    /// <summary>How one addresses them, and in which language.</summary>
    public required Addressee Addressee { get; init; }
}

internal sealed class NamesOfHandler(CustomersDbContext db) : IRequestHandler<NamesOf, IReadOnlyDictionary<Guid, CustomerName>>
{
    public async Task<IReadOnlyDictionary<Guid, CustomerName>> Handle(NamesOf request, CancellationToken token)
    {
        var names = new Dictionary<Guid, CustomerName>();
        // A page asks for fifty; an export may ask for thousands, which no statement takes at once.
        foreach (var ids in request.Customers.Distinct().Chunk(500))
            await foreach (var name in db.Customers.Where(c => ids.Contains(c.Id)).Select(c => new CustomerName(c.Id, c.Name, c.Code)
                     {
                         Addressee = new Addressee(c.Name, c.Kind) { Form = c.FormOfAddress, CalledAs = c.CalledAs, Language = c.Language },
                     }).AsAsyncEnumerable().WithCancellation(token))
                names[name.Id] = name;

        return names;
    }
}
