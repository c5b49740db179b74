using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Makes the link by which a person chooses a password, the first one or a new one. It is shown once and handed over.</summary>
[Audited("people.password-link-made", "Made a link for a new password")]
public sealed record MakePasswordLink(Guid PersonId) : ICommand<PasswordLink>, IAbout
{
    Guid IAbout.About => PersonId;
}

public sealed record PasswordLink(string PersonName, string SignInName, Secret Token, DateTime ExpiresAt);

internal sealed class MakePasswordLinkHandler(KernelDbContext db, Administrators administrators, Links links, PeopleSettings settings)
    : IRequestHandler<MakePasswordLink, Result<PasswordLink>>
{
    public async Task<Result<PasswordLink>> Handle(MakePasswordLink request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == request.PersonId, token) is not { } person) return KernelErrors.NotFound;
        if (await administrators.Guard(person.Id, token) is { } forbidden) return forbidden;
        if (!person.IsActive) return PeopleErrors.Deactivated;

        var (link, until) = await links.Make(LinkPurpose.Password, person.Id, TimeSpan.FromHours(settings.PasswordLinkHours), token);
        return new PasswordLink(person.Name, person.SignInName, link, until);
    }
}
