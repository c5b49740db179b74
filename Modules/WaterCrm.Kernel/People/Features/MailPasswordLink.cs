using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Mails a person the link that was made a moment ago: an invitation where there never was a password.</summary>
/// <param name="PersonId">Whose link it is.</param>
/// <param name="Token">Of the link.</param>
/// <param name="ExpiresAt">After which it helps nobody.</param>
[Audited("people.password-link-mailed", "Mailed a link for a new password")]
public sealed record MailPasswordLink(Guid PersonId, Secret Token, DateTime ExpiresAt) : ICommand<MailedLink>, IAbout
{
    Guid IAbout.About => PersonId;
}

/// <param name="Address">To which it goes; null where the person has none, or mails with links cannot be sent yet.</param>
public sealed record MailedLink(string? Address);

internal sealed class MailPasswordLinkHandler(KernelDbContext db, MessageDesk desk, MailSettings mail, Utility utility, IActor actor, CommandScope command) : IRequestHandler<MailPasswordLink, Result<MailedLink>>
{
    public async Task<Result<MailedLink>> Handle(MailPasswordLink request, CancellationToken token)
    {
        if (await db.People.FirstOrDefaultAsync(p => p.Id == request.PersonId, token) is not { } person) return KernelErrors.NotFound;
        if (person.Email is not { Length: > 0 } address || mail is not { Host.Length: > 0, PublicAddress.Length: > 0 })
        {
            command.Unchanged();
            return new MailedLink(null);
        }

        var kind = person.PasswordHash is null ? KernelMessages.Invitation : KernelMessages.PasswordLink;
        var ordered = await desk.Write(
            new Envelope
            {
                Purpose = $"{kind}:{Convert.ToHexStringLower(OneTimeLink.HashOf(request.Token.Text)[..8])}", About = ("person", person.Id), Channel = MessageChannels.Email, Address = address, Name = person.Name, PersonId = person.Id,
                Language = person.Language ?? utility.Language.Culture.Name, UselessAt = request.ExpiresAt,
            },
            kind,
            new Dictionary<string, object?>
            {
                ["person.name"] = person.Name, ["person.sign-in"] = person.SignInName, ["password.link"] = $"{mail.PublicAddress.TrimEnd('/')}/password/{request.Token.Text}", ["password.until"] = request.ExpiresAt, ["invited.by"] = actor.Id is null ? null : actor.Name,
            },
            token);
        return ordered.Error is { } error ? error : new MailedLink(address);
    }
}
