namespace WaterCrm.Modularity.Navigation;

/// <summary>
/// Says how much work waits for the acting person behind entries of the staff's menu. It is asked at most once in a few seconds for each person, in one
/// question to the database, and must be cheap.
/// </summary>
public interface IMenuCounter
{
    /// <summary>Numbers by the <see cref="MenuItem.Id"/> of their entries: those of the lists to which the entries lead. Zeros may be left out.</summary>
    Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token);
}
