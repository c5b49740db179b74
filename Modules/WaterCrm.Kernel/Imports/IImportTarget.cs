using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Imports;

public enum ImportFieldType
{
    Text,
    Time,
    Number,
    Choice,
}

/// <summary>A field that rows can be mapped to.</summary>
/// <param name="Name">As maps call it.</param>
/// <param name="Type">What its text must be.</param>
/// <param name="Required">A row without it is refused.</param>
/// <param name="MaximumLength">Of a text.</param>
/// <param name="Choices">Of a choice.</param>
public sealed record ImportField(string Name, ImportFieldType Type, bool Required = false, int MaximumLength = 4000, IReadOnlyCollection<string>? Choices = null);

/// <summary>Something that can be imported, contributed by the module that owns it.</summary>
public interface IImportTarget
{
    /// <summary>As maps and the command line call it.</summary>
    string Name { get; }

    IReadOnlyList<ImportField> Fields { get; }

    /// <summary>What must be granted to import it.</summary>
    Permission Permission { get; }

    /// <summary>What the target itself finds wrong with a row; null when nothing is.</summary>
    RowProblem? Check(ImportRow row);

    /// <summary>Which of these rows were imported before.</summary>
    Task<IReadOnlySet<string>> Known(WriteHold hold, string system, IReadOnlyCollection<string> ids, CancellationToken token);

    /// <summary>Adds rows, each of which has been checked and is new.</summary>
    Task Add(BulkChunk chunk, string system, IReadOnlyList<ImportRow> rows, CancellationToken token);

    /// <summary>What remains to be done when all rows are in; it must bear repetition.</summary>
    /// <param name="system">The system the rows came from.</param>
    /// <param name="stillMine">To be called now and then while it lasts; it throws when the work was cancelled.</param>
    /// <param name="token">Stops between two pieces.</param>
    Task Complete(string system, Func<CancellationToken, Task> stillMine, CancellationToken token);
}

/// <summary>A row of the file with its values as the target's fields want them.</summary>
public sealed class ImportRow(long line, Dictionary<string, object> values)
{
    /// <summary>The line of the file on which the row begins, counted from 1.</summary>
    public long Line => line;

    public string? Text(string field) => values.GetValueOrDefault(field) as string;

    /// <summary>UTC.</summary>
    public DateTime? Time(string field) => values.TryGetValue(field, out var value) ? (DateTime)value : null;

    public double? Number(string field) => values.TryGetValue(field, out var value) ? (double)value : null;
}

/// <summary>Why a row was refused.</summary>
/// <param name="Line">The line of the file on which the row begins.</param>
/// <param name="Column">The column's heading; empty when it is about the whole row.</param>
/// <param name="Reason">A sentence, the key of its translations.</param>
/// <param name="Args">Values for its placeholders.</param>
public sealed record RowProblem(long Line, string Column, string Reason, params object[] Args);
