using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>People who work here, for the texts of invitations and password links. The link itself is never made for a look.</summary>
internal sealed class PersonRecords(KernelDbContext db, IActor actor, IStringLocalizer<Utility> S) : IMessageRecords
{
    public IReadOnlyCollection<string> Kinds { get; } = [KernelMessages.Invitation, KernelMessages.PasswordLink];

    public Permission Permission => KernelPermissions.ManagePeople;

    public string Named => S["Sign-in name of a colleague"];

    public async Task<IReadOnlyDictionary<string, object?>?> Find(MessageKind kind, string typed, CancellationToken token)
    {
        var key = Person.KeyOf(typed);
        if (await db.People.Where(p => p.SignInKey == key).Select(p => new { p.Name, p.SignInName }).FirstOrDefaultAsync(token) is not { } person) return null;

        Dictionary<string, object?> values = kind.Placeholders.ToDictionary(p => p.Name, p => (object?)p.Sample);
        (values["person.name"], values["person.sign-in"], values["invited.by"]) = (person.Name, person.SignInName, actor.Name);
        return values;
    }
}
