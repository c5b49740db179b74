using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>The first complaint of these numbers that was reported from this mail address, or by a customer who has it; null where none is. A number is read aloud and printed: to know it is not enough.</summary>
internal sealed record ComplaintOfWriter(IReadOnlyList<string> Numbers, string Address) : IQuery<Guid?>;

internal sealed class ComplaintOfWriterHandler(ComplaintsDbContext db, IMediator mediator) : IRequestHandler<ComplaintOfWriter, Guid?>
{
    public async Task<Guid?> Handle(ComplaintOfWriter request, CancellationToken token)
    {
        if (request.Numbers.Count == 0 || request.Address.Length == 0) return null;

        var named = await db.Complaints.Where(c => request.Numbers.Contains(c.Number)).Select(c => new { c.Id, c.Number, c.ContactEmail, c.CustomerId }).ToListAsync(token);
        if (named.Count == 0) return null;
        var customers = await mediator.Send(new CustomersWithEmail(request.Address), token);
        return request.Numbers.Select(number => named.Find(c => c.Number == number))
            .FirstOrDefault(c => c is not null && (string.Equals(c.ContactEmail, request.Address, StringComparison.OrdinalIgnoreCase) || (c.CustomerId is { } customer && customers.Contains(customer))))?.Id;
    }
}
