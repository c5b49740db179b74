namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>
/// Real records on which the texts of some kinds are tried before anybody gets them. A module registers its own with <c>AddContribution&lt;IMessageRecords, T&gt;()</c>.
/// What cannot be known again, such as a link that was shown once, stands as in the samples.
/// </summary>
public interface IMessageRecords
{
    /// <summary>Codes of the kinds whose values it knows.</summary>
    IReadOnlyCollection<string> Kinds { get; }

    /// <summary>Who may see such a record.</summary>
    Permission Permission { get; }

    /// <summary>What is typed to name one, in the reader's language: "number of a complaint".</summary>
    string Named { get; }

    /// <summary>The values of the kind's placeholders, null for those that are not known.</summary>
    /// <returns>Null where there is no such record.</returns>
    Task<IReadOnlyDictionary<string, object?>?> Find(MessageKind kind, string typed, CancellationToken token);
}
