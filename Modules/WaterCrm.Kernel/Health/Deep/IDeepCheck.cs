using Microsoft.Extensions.DependencyInjection;

namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Compares, row by row, what must agree. That takes minutes on a large database, so only the command <c>doctor --deep</c> asks for it.</summary>
public interface IDeepCheck
{
    /// <summary>One word in small letters.</summary>
    string Name { get; }

    Task<DeepFinding> Look(CancellationToken token);
}

/// <summary>What a deep check found, in English: it speaks on the command line only.</summary>
/// <param name="Looked">What was compared, as a sentence.</param>
/// <param name="Wrong">What does not agree, a sentence each.</param>
public sealed record DeepFinding(string Looked, IReadOnlyList<string> Wrong)
{
    /// <summary>As many as a person reads; the first line of those left out says how many.</summary>
    private const int Shown = 20;

    public string? ToDo { get; init; }

    public IEnumerable<string> Lines => Wrong.Count <= Shown ? Wrong : Wrong.Take(Shown).Append($"... and {Wrong.Count - Shown} more");
}

/// <summary>A column that names a record of another module by its id; no foreign key of the database watches it.</summary>
/// <param name="Table">Where it stands.</param>
/// <param name="Column">The column.</param>
/// <param name="Target">The table in which the record must be.</param>
/// <param name="Named">The column by which people know the row.</param>
public sealed record RefersTo(string Table, string Column, string Target, string Named = "Id");

/// <summary>Records with numbers that people read, which have no gap in any year.</summary>
/// <param name="Kind">What the numbers begin with.</param>
/// <param name="Table">The records, with their columns <c>Number</c> and <c>Year</c>.</param>
public sealed record Numbered(string Kind, string Table);

/// <summary>Records that are found by words.</summary>
/// <param name="Scope">The prefix of the tables of the index.</param>
/// <param name="Table">The records.</param>
/// <param name="Named">A column whose text finds the record.</param>
public sealed record Searched(string Scope, string Table, string Named);

public static class DeepChecks
{
    public static IServiceCollection AddDeepCheck<T>(this IServiceCollection services) where T : class, IDeepCheck => services.AddScoped<IDeepCheck, T>();

    internal static IServiceCollection AddKernelDeepChecks(this IServiceCollection services) => services
        .AddScoped<DeepReader>().AddDeepCheck<DatabaseFile>().AddDeepCheck<References>().AddDeepCheck<NumbersWithoutGap>().AddDeepCheck<Deliveries>().AddDeepCheck<SearchAgainstRows>().AddDeepCheck<FilesOnDisk>()
        .AddSingleton(new RefersTo("kernel_api_key", "OwnerId", "kernel_person", "Name"))
        .AddSingleton(new RefersTo("kernel_session", "PersonId", "kernel_person"))
        .AddSingleton(new RefersTo("kernel_team_member", "PersonId", "kernel_person"))
        .AddSingleton(new RefersTo("kernel_absence", "PersonId", "kernel_person"))
        .AddSingleton(new RefersTo("kernel_roster", "PersonId", "kernel_person"));
}
