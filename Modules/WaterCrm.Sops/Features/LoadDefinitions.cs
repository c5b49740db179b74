using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Puts new versions of procedures in force. Running cases keep theirs.</summary>
[Audited("sops.definitions-loaded", "Loaded the procedures")]
internal sealed record LoadDefinitions(IReadOnlyList<LoadedFile> Files) : ICommand<int>;

internal sealed class LoadDefinitionsHandler(SopsDbContext db, TimeProvider clock) : IRequestHandler<LoadDefinitions, Result<int>>
{
    public async Task<Result<int>> Handle(LoadDefinitions request, CancellationToken token)
    {
        var loaded = 0;
        foreach (var file in request.Files)
        {
            var newest = await db.Definitions.Where(d => d.Code == file.Code).OrderByDescending(d => d.Number).Select(d => new { d.Number, d.Hash }).FirstOrDefaultAsync(token);
            // Another host that starts at the same time may have been first.
            if (newest?.Hash == file.Hash) continue;
            db.Definitions.Add(DefinitionVersion.Make(clock, file.Code, (newest?.Number ?? 0) + 1, file.Hash, file.Json, file.Source));
            loaded++;
        }

        await db.SaveChangesAsync(token);
        return loaded;
    }
}
