using MediatR;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Kernel.Words.Terms;

/// <summary>Sentences of the product in which this stands, in whichever language, with or without marks.</summary>
/// <param name="Text">Empty for all.</param>
/// <param name="CorrectedOnly">Only those that the operator says otherwise.</param>
/// <param name="Skip">So many are passed over.</param>
public sealed record FindTerms(string? Text, bool CorrectedOnly, int Skip = 0) : IQuery<TermsFound>
{
    public const int PageSize = 50;
}

/// <param name="Rows">One page of them.</param>
/// <param name="Count">How many there are in all.</param>
public sealed record TermsFound(IReadOnlyList<TermShown> Rows, int Count);

/// <summary>One sentence in all languages; null where there is none.</summary>
public sealed record ShowTerm(Guid Id) : IQuery<TermShown?>;

public sealed record TermShown(Guid Id, string Module, string English, string? Context, IReadOnlyList<TermWords> Words);

/// <param name="Culture">The language.</param>
/// <param name="Original">What the product says.</param>
/// <param name="Corrected">What the operator says instead; null where nothing.</param>
public sealed record TermWords(string Culture, IReadOnlyList<string> Original, IReadOnlyList<string>? Corrected)
{
    public IReadOnlyList<string> Now => Corrected ?? Original;
}

internal sealed class FindTermsHandler(WordBook book) : IRequestHandler<FindTerms, TermsFound>, IRequestHandler<ShowTerm, TermShown?>
{
    public Task<TermsFound> Handle(FindTerms request, CancellationToken token)
    {
        var wanted = Fold(request.Text ?? "");
        var found = Term.All(book).Select(Show)
            .Where(t => !request.CorrectedOnly || t.Words.Any(w => w.Corrected is not null))
            .Where(t => wanted.Length == 0 || t.Words.SelectMany(w => w.Original.Concat(w.Now)).Any(said => Fold(said).Contains(wanted, StringComparison.Ordinal)))
            .ToList();
        return Task.FromResult(new TermsFound([.. found.Skip(Math.Max(0, request.Skip)).Take(FindTerms.PageSize)], found.Count));
    }

    public Task<TermShown?> Handle(ShowTerm request, CancellationToken token) =>
        Task.FromResult(Term.All(book).FirstOrDefault(t => t.Id == request.Id) is { } term ? Show(term) : null);

    private TermShown Show(Term term) => new(term.Id, term.Module, term.English, term.Entry.Context,
        [.. Languages.All.Select(l => new TermWords(l.Culture.Name, term.Original(book, l.Culture.Name), term.Corrected(book, l.Culture.Name)))]);

    private static string Fold(string text) => Folding.Fold(text).Trim();
}
