using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Definitions;

/// <summary>The procedures as they were read from the database. A version never changes, so each is read once.</summary>
internal sealed class SopLibrary(Remembered remembered)
{
    private readonly ConcurrentDictionary<Guid, SopDefinition> versions = new();

    public async ValueTask<SopDefinition> Get(SopsDbContext db, Guid id, CancellationToken token)
    {
        if (versions.TryGetValue(id, out var known)) return known;
        var json = await db.Definitions.Where(d => d.Id == id).Select(d => d.Json).SingleAsync(token);
        return versions.GetOrAdd(id, Read(id, json));
    }

    /// <summary>The version in force: the newest of its code.</summary>
    public async Task<(Guid Id, SopDefinition Sop)?> InForce(SopsDbContext db, string code, CancellationToken token)
    {
        var newest = await remembered.Get(db, $"sops.in-force.{code}", typeof(DefinitionVersion),
            () => db.Definitions.Where(d => d.Code == code).OrderByDescending(d => d.Number).Select(d => new Newest(d.Id)).FirstOrDefaultAsync(token));
        return newest is null ? null : (newest.Id, await Get(db, newest.Id, token));
    }

    private sealed record Newest(Guid Id);

    private static SopDefinition Read(Guid id, string json)
    {
        var read = SopDefinition.Parse(json);
        // It was checked when it was loaded; what no longer fits then means that this host is older than its database.
        return read.Error is { } error ? throw new InvalidOperationException($"The stored procedure {id} cannot be read: {SopFiles.Places(error)}") : read.Value;
    }
}
