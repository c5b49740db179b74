using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Whoever is signed in keeps the language of the screens in the account, so that another browser speaks it too.</summary>
[Audited("people.own-language-chosen", "Chose the language of the screens")]
public sealed record ChooseOwnLanguage(string Language) : ICommand<Guid>, IOwnAccount;

internal sealed class ChooseOwnLanguageHandler(KernelDbContext db, IActor actor) : IRequestHandler<ChooseOwnLanguage, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChooseOwnLanguage request, CancellationToken token)
    {
        if (Languages.Find(request.Language) is not { } language) return KernelErrors.NotFound;
        if (await db.People.FirstOrDefaultAsync(p => p.Id == actor.Id && p.IsActive, token) is not { } person) return KernelErrors.Forbidden;

        person.Speak(language.Culture.Name);
        await db.SaveChangesAsync(token);
        return person.Id;
    }
}
