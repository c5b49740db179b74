using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>The person with this sign-in name, however it is written; null where there is none.</summary>
public sealed record FindPersonByName(string SignInName) : IQuery<Guid?>;

internal sealed class FindPersonByNameHandler(KernelDbContext db) : IRequestHandler<FindPersonByName, Guid?>
{
    public Task<Guid?> Handle(FindPersonByName request, CancellationToken token)
    {
        var key = Person.KeyOf(request.SignInName);
        return db.People.Where(p => p.SignInKey == key).Select(p => (Guid?)p.Id).FirstOrDefaultAsync(token);
    }
}
