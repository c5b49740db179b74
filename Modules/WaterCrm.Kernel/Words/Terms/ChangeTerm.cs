using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Words.Terms;

/// <summary>Says a sentence of the product in other words, in one language, from the next page on.</summary>
/// <param name="TermId">The sentence.</param>
/// <param name="Culture">The language.</param>
/// <param name="Forms">The words, for counted things in each form of the language; null puts the product's own back.</param>
/// <param name="Was">The words that whoever changes them has seen, to notice who was faster; null where it does not matter.</param>
[Audited("words.term-changed", "Changed a term")]
public sealed record ChangeTerm(Guid TermId, string Culture, IReadOnlyList<string>? Forms, IReadOnlyList<string>? Was = null) : ICommand<Guid>, IAbout
{
    Guid IAbout.About => TermId;
}

internal static class TermErrors
{
    public static readonly Error BrokenFile = new("words.file-broken", "The file with your corrections was broken by an editor. Mend it there first: {0}", 409);
}

internal sealed class ChangeTermHandler(WordBook book, TermFiles files, CommandScope command) : IRequestHandler<ChangeTerm, Result<Guid>>
{
    public Task<Result<Guid>> Handle(ChangeTerm request, CancellationToken token) => Task.FromResult(Change(request));

    private Result<Guid> Change(ChangeTerm request)
    {
        if (Term.All(book).FirstOrDefault(t => t.Id == request.TermId) is not { } term || Languages.All.All(l => l.Culture.Name != request.Culture)) return KernelErrors.NotFound;

        string[]? forms = request.Forms is null ? null : [.. request.Forms.Select(PlainText.Tidy)];
        if (forms is not null && TermRules.Refuse(term, request.Culture, forms) is { } refused) return refused;

        var original = term.Original(book, request.Culture);
        var now = term.Corrected(book, request.Culture) ?? original;
        if (request.Was is { } seen && !seen.Select(PlainText.Tidy).SequenceEqual(now.Select(PlainText.Tidy))) return KernelErrors.ChangedMeanwhile;
        if (files.BrokenBy(term, request.Culture) is { } broken) return TermErrors.BrokenFile.With(broken);

        if (forms is not null && forms.SequenceEqual(original)) forms = null;   // the product's own words are no correction
        if ((forms ?? original).SequenceEqual(now)) return term.Id;

        command.Changed(new EntityChange(nameof(Term), term.Id, "Modified",
            new Dictionary<string, string?[]> { [$"{request.Culture}: {term.English}"] = [string.Join(" | ", now), string.Join(" | ", forms ?? original)] }));
        command.AfterCommit(() =>
        {
            files.Write(term, request.Culture, forms);
            book.ReadAgain();
        });
        return term.Id;
    }
}
