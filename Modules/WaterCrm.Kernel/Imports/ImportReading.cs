namespace WaterCrm.Kernel.Imports;

/// <summary>Rows that were read and checked together.</summary>
/// <param name="Rows">Those that can be taken.</param>
/// <param name="Problems">Those that cannot.</param>
/// <param name="Read">How many records they were.</param>
/// <param name="IsLast">Whether there is nothing behind them.</param>
/// <param name="BrokenAt">The line from which on nothing could be read.</param>
internal sealed record ImportBatch(IReadOnlyList<ImportRow> Rows, IReadOnlyList<(RowProblem Problem, CsvRecord Record)> Problems, int Read, bool IsLast, long? BrokenAt);

/// <summary>Reads a file batch by batch, beginning after the records that an earlier run has done.</summary>
internal sealed class ImportReading(CsvSource source, RowMapper mapper, IImportTarget target, long alreadyDone)
{
    private readonly IEnumerator<CsvRecord> records = source.Records().GetEnumerator();
    private long toSkip = alreadyDone;

    public long Position { get; private set; }

    public long Length => source.Length;

    public ImportBatch Next(int most)
    {
        for (; toSkip > 0 && records.MoveNext(); toSkip--)
        {
        }

        List<ImportRow> rows = new(most);
        List<(RowProblem, CsvRecord)> problems = [];
        var read = 0;
        var more = true;
        while (read < most && (more = records.MoveNext()))
        {
            read++;
            var (row, problem) = mapper.Map(records.Current);
            problem ??= target.Check(row!);
            if (problem is null) rows.Add(row!);
            else problems.Add((problem, records.Current));
        }

        Position = source.Position;
        return new ImportBatch(rows, problems, read, !more, more ? null : source.BrokenAt);
    }
}
