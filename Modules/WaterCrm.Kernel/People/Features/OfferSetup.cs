using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>While there is nobody: makes the link by which the first administrator is made. An earlier link ends.</summary>
/// <returns>The link's token and when it ends; null where there is somebody.</returns>
[Audited("people.setup-offered", "Offered a link to set the system up")]
internal sealed record OfferSetup : ICommand<SetupOffer?>;

internal sealed record SetupOffer(string Token, DateTime ExpiresAt)
{
    /// <summary>No setting: there is nobody yet who could change it, and each start makes a new link.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);
}

internal sealed class OfferSetupHandler(KernelDbContext db, Links links) : IRequestHandler<OfferSetup, Result<SetupOffer?>>
{
    public async Task<Result<SetupOffer?>> Handle(OfferSetup request, CancellationToken token)
    {
        if (await db.People.AnyAsync(token)) return (SetupOffer?)null;

        var (link, until) = await links.Make(LinkPurpose.Setup, Guid.Empty, SetupOffer.Lasts, token);
        return new SetupOffer(link, until);
    }
}
