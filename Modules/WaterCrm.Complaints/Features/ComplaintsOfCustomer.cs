using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>A customer's latest complaints.</summary>
public sealed record ComplaintsOfCustomer(Guid CustomerId, int Most = 5) : IQuery<IReadOnlyList<ComplaintLine>>;

internal sealed class ComplaintsOfCustomerHandler(ComplaintsDbContext db) : IRequestHandler<ComplaintsOfCustomer, IReadOnlyList<ComplaintLine>>
{
    public async Task<IReadOnlyList<ComplaintLine>> Handle(ComplaintsOfCustomer request, CancellationToken token)
    {
        var customer = request.CustomerId;
        return await db.Complaints.Where(c => c.CustomerId == customer).OrderByDescending(c => c.ReportedAt).Take(request.Most)
            .Select(c => new ComplaintLine(c.Id, c.Number, c.Kind, c.ReportedAt, c.Group, c.DueAt)).ToListAsync(token);
    }
}
