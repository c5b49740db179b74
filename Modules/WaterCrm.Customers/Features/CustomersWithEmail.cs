using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Customers.Features;

/// <summary>The customers who have this e-mail address, in capitals or not; at most ten.</summary>
public sealed record CustomersWithEmail(string Address) : IQuery<IReadOnlyList<Guid>>;

internal sealed class CustomersWithEmailHandler(CustomersDbContext db) : IRequestHandler<CustomersWithEmail, IReadOnlyList<Guid>>
{
    private const int Most = 10;

    public async Task<IReadOnlyList<Guid>> Handle(CustomersWithEmail request, CancellationToken token)
    {
        var (folded, typed) = (request.Address.ToLowerInvariant(), request.Address);
        return await db.Set<CustomerEmail>().Where(e => e.Address == typed || e.Address.ToLower() == folded).Select(e => e.CustomerId).Distinct().OrderBy(id => id).Take(Most).ToListAsync(token);
    }
}
