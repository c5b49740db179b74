using System.Globalization;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Numbers that people read: as many as were given out, none missing and none twice.</summary>
internal sealed class NumbersWithoutGap(DeepReader look, IEnumerable<Numbered> records) : IDeepCheck
{
    public string Name => "numbers";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        List<string> wrong = [];
        var given = 0L;
        foreach (var record in records.Where(r => look.Has(r.Table)))
        {
            // One statement, so that a number that is given out meanwhile is in both or in neither.
            var rows = await look.Rows(
                $"SELECT n.year, n.last, t.\"Number\" FROM kernel_number n LEFT JOIN {record.Table} t ON t.\"Year\" = n.year WHERE n.kind = @kind UNION ALL " +
                $"SELECT t.\"Year\", 0, t.\"Number\" FROM {record.Table} t WHERE NOT EXISTS (SELECT 1 FROM kernel_number n WHERE n.kind = @kind AND n.year = t.\"Year\")", token, ("@kind", record.Kind));
            foreach (var year in rows.GroupBy(r => int.Parse(r[0], CultureInfo.InvariantCulture)))
            {
                var last = long.Parse(year.First()[1], CultureInfo.InvariantCulture);
                given += last;
                wrong.AddRange(Breaches(record.Kind, year.Key, last, year.Select(r => r[2]).Where(n => n.Length > 0)));
            }
        }

        return new DeepFinding($"{given} numbers were given out, and each is there once.", wrong);
    }

    private static IEnumerable<string> Breaches(string kind, int year, long last, IEnumerable<string> numbers)
    {
        var missing = new HashSet<long>(Enumerable.Range(1, (int)last).Select(n => (long)n));
        foreach (var number in numbers)
        {
            var tail = number.Split('-')[^1];
            if (!long.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || Numbers.Format(kind, year, n) != number || !missing.Remove(n))
                yield return $"{number} was never given out, or is there twice.";
        }

        foreach (var n in missing.Order()) yield return $"{Numbers.Format(kind, year, n)} was given out and is not there.";
    }
}
