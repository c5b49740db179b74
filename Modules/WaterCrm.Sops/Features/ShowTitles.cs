using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;

namespace WaterCrm.Sops.Features;

/// <summary>The words of the procedure in force, in the reader's language, for lists that hold ids of steps, roles and last outcomes; null where there is no such procedure.</summary>
public sealed record ShowTitles(string Sop) : IQuery<SopTitles?>;

/// <summary>Titles by id. A list may still hold an id of an older version: it is shown as it is.</summary>
public sealed record SopTitles(IReadOnlyDictionary<string, string> Steps, IReadOnlyDictionary<string, string> Roles)
{
    public string Step(string id) => Steps.GetValueOrDefault(id, id);

    public string Role(string id) => Roles.GetValueOrDefault(id, id);
}

internal sealed class ShowTitlesHandler(SopsDbContext db, SopLibrary library) : IRequestHandler<ShowTitles, SopTitles?>
{
    public async Task<SopTitles?> Handle(ShowTitles request, CancellationToken token) => await library.InForce(db, request.Sop, token) is not (_, { } sop)
        ? null
        : new SopTitles(
            sop.Steps.SelectMany(s => s.Outcomes.Where(o => o.End is not null).Select(o => (o.Id, o.Title)).Append((s.Id, s.Title))).DistinctBy(t => t.Id).ToDictionary(t => t.Id, t => t.Title.ToString()),
            sop.Roles.ToDictionary(r => r.Id, r => r.Title.ToString()));
}
