using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>The person was told that somebody took the second factor away.</summary>
[Audited("people.told-of-reset", "Was told that the second factor was reset")]
public sealed record NoteReset(Guid PersonId) : ICommand<Guid>, IOwnAccount;

internal sealed class NoteResetHandler(KernelDbContext db) : IRequestHandler<NoteReset, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(NoteReset request, CancellationToken token)
    {
        await db.People.Where(p => p.Id == request.PersonId).ExecuteUpdateAsync(p => p.SetProperty(x => x.SecondFactorResetAt, (DateTime?)null), token);
        return request.PersonId;
    }
}
