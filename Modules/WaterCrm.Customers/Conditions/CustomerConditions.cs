using System.Security.Claims;
using WaterCrm.Kernel.Composition;

namespace WaterCrm.Customers.Conditions;

/// <summary>The conditions of all modules, as the list of customers uses them.</summary>
public sealed class CustomerConditions(Contributions<ICustomerCondition> contributed)
{
    /// <summary>The list sorts so many at most: it puts them in the order of names, and whoever needs more of them needs a segment.</summary>
    public const int Most = 2000;

    private const int Piece = 500;

    /// <summary>Those one can choose without saying more. One that fails is left out, and the log says why.</summary>
    public IReadOnlyList<ConditionChoice> Offered(ClaimsPrincipal reader) =>
        [.. contributed.For(reader, c => c.Permission, c => c.Order)
            .Select(c => c.TryRead(x => x.Parameter is ConditionParameter.None ? new ConditionChoice(x.Code, x.Title) : null, out var choice) ? choice : null).OfType<ConditionChoice>()];

    /// <summary>The customers that fulfil a condition; null where none is asked for.</summary>
    /// <param name="code">As the address names it. One that somebody may not ask is to them as one that there is not.</param>
    /// <param name="text">Its parameter, as the address has it.</param>
    public async Task<Fulfilled?> Find(ClaimsPrincipal reader, string? code, string? text, CancellationToken token)
    {
        if (string.IsNullOrWhiteSpace(code)) return null;
        var seen = contributed.For(reader, c => c.Permission, c => c.Order);
        var asked = seen.FirstOrDefault(c => c.TryRead(x => x.Code == code, out var isIt) && isIt);
        // One that cannot say what it is called may have been the one asked for: that is a failure and not a name nobody knows.
        if (asked is null) return new Fulfilled([], seen.Any(c => c.HasFailed) ? ConditionTrouble.Failed : ConditionTrouble.Unknown);

        return await asked.Ask((condition, limit) => Walk(condition, text, limit), token)
            ?? new Fulfilled([], ConditionTrouble.Failed) with { Sentence = asked.TryRead(c => c.Title, out var title) ? title : code };
    }

    private static async Task<Fulfilled> Walk(ICustomerCondition condition, string? text, CancellationToken token)
    {
        if (ConditionValue.Read(condition, text) is not { } value) return new Fulfilled([], ConditionTrouble.WrongValue) with { Sentence = condition.Title };

        List<Guid> found = [];
        for (var more = true; more && found.Count <= Most;)
        {
            var piece = await condition.Next(value, found.Count > 0 ? found[^1] : null, Piece, token);
            found.AddRange(piece);
            more = piece.Count == Piece;
        }
        return new Fulfilled([.. found.Take(Most)], ConditionTrouble.None) with { Sentence = condition.Sentence(value), IsCut = found.Count > Most };
    }
}

/// <summary>Why a condition names nobody.</summary>
public enum ConditionTrouble
{
    None,

    /// <summary>There is none of this name, its module is switched off, or it is not for this reader.</summary>
    Unknown,

    /// <summary>Its parameter is missing or none of what it asks for.</summary>
    WrongValue,

    Failed,
}

/// <param name="Ids">Never more than the list can sort.</param>
/// <param name="Trouble">
/// With trouble there are no ids, and the list is empty below a warning. It is not left unfiltered: whoever asked for customers with an open complaint
/// and calls down the list would call everybody.
/// </param>
public sealed record Fulfilled(IReadOnlyList<Guid> Ids, ConditionTrouble Trouble)
{
    /// <summary>What is true of them, in the reader's language; empty of a condition nobody knows.</summary>
    public string Sentence { get; init; } = "";

    /// <summary>There are more.</summary>
    public bool IsCut { get; init; }
}
