using MediatR;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Letters;

/// <summary>Letters that wait, as a page to print and as a PDF.</summary>
public sealed class LetterSheetFile
{
    private readonly IMediator mediator;
    private readonly LetterSheets sheets;
    private readonly PdfBrowser browser;

    internal LetterSheetFile(IMediator mediator, LetterSheets sheets, PdfBrowser browser) => (this.mediator, this.sheets, this.browser) = (mediator, sheets, browser);

    /// <summary>Whether a PDF can be made here.</summary>
    public bool MakesPdf => browser.IsSetUp;

    /// <summary>Null where none of them waits any more.</summary>
    /// <returns>The page and the policy under which it is to be shown.</returns>
    public async Task<(string Html, string Policy)?> Page(IReadOnlyList<Guid> ids, CancellationToken token) =>
        await mediator.Send(new ReadLetters(ids), token) is { Count: > 0 } letters ? sheets.Write(letters) : null;

    public async Task<Result<byte[]>> Pdf(IReadOnlyList<Guid> ids, CancellationToken token) =>
        await Page(ids, token) is { } page ? await browser.Print(page.Html, token) : LetterErrors.NoneWaits;
}
