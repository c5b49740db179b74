namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Rows that name a record of another module.</summary>
internal sealed class References(DeepReader look, IEnumerable<RefersTo> references) : IDeepCheck
{
    public string Name => "references";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        List<string> wrong = [];
        var known = references.Where(r => look.Has(r.Table) && look.Has(r.Target)).ToList();
        foreach (var reference in known)
        {
            var lost = await look.Rows(
                $"SELECT t.\"{reference.Named}\", t.\"{reference.Column}\" FROM {reference.Table} t WHERE t.\"{reference.Column}\" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {reference.Target} x WHERE x.\"Id\" = t.\"{reference.Column}\")", token);
            wrong.AddRange(lost.Select(row => $"{reference.Table} {row[0]}: its {reference.Column} {row[1]} is not in {reference.Target}."));
        }

        return new DeepFinding($"{known.Count} kinds of references between modules lead to records that are there.", wrong);
    }
}
