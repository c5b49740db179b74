using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Complaints.Features;

/// <summary>The language in which the report behind a tracking code was made; null for a code that opens nothing.</summary>
public sealed record LanguageOfReport(string Code) : IQuery<string?>;

internal sealed class LanguageOfReportHandler(ComplaintsDbContext db) : IRequestHandler<LanguageOfReport, string?>
{
    public async Task<string?> Handle(LanguageOfReport request, CancellationToken token)
    {
        var hash = TrackingCode.Typed(request.Code).Hash;
        return await db.Complaints.Where(c => c.CodeHash == hash).Select(c => c.Language).SingleOrDefaultAsync(token);
    }
}
