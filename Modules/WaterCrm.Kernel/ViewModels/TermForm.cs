using WaterCrm.Kernel.Words.Terms;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A sentence's words in one language as they were sent.</summary>
public sealed record TermForm
{
    public string Culture { get; init; } = "";
    public string?[] Forms { get; init; } = [];
    public string?[] Was { get; init; } = [];

    /// <summary>The button that puts the original back.</summary>
    public bool Back { get; init; }

    internal ChangeTerm ToRequest(Guid id) => new(id, Culture, Back ? null : [.. Forms.Select(f => f ?? "")], [.. Was.Select(w => w ?? "")]);
}

public sealed record TermPage(TermShown Term)
{
    /// <summary>What was refused.</summary>
    public TermForm? Typed { get; init; }

    /// <summary>Somebody else was faster.</summary>
    public bool Met { get; init; }

    /// <summary>What stands in the fields of a language: what was typed, else what is in force.</summary>
    public IReadOnlyList<string> In(TermWords words) =>
        Typed is { Back: false } typed && typed.Culture == words.Culture && typed.Forms.Length == words.Now.Count ? [.. typed.Forms.Select(f => string.IsNullOrWhiteSpace(f) ? "" : f)] : words.Now;
}

public sealed record TermsPage(FindTerms Asked, TermsFound Found);
