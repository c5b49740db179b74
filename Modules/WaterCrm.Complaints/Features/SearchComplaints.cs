using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Features;

/// <summary>Complaints by words of their place, text, number or reporter, the latest first.</summary>
public sealed record SearchComplaints(string Text, int Limit) : IQuery<IReadOnlyList<FoundComplaint>>;

public sealed record FoundComplaint(Guid Id, string Number, string Kind, string Place, CaseGroup Group);

internal sealed class SearchComplaintsHandler(ComplaintsDbContext db, ISearchIndex index) : IRequestHandler<SearchComplaints, IReadOnlyList<FoundComplaint>>
{
    public async Task<IReadOnlyList<FoundComplaint>> Handle(SearchComplaints request, CancellationToken token)
    {
        var ids = await index.Find(ComplaintsDbContext.Prefix, request.Text, request.Limit, token);
        return await db.Complaints.Where(c => ids.Contains(c.Id)).OrderByDescending(c => c.ReportedAt).ThenBy(c => c.Number)
            .Select(c => new FoundComplaint(c.Id, c.Number, c.Kind, c.Place, c.Group)).ToListAsync(token);
    }
}
