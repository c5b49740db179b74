using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>How mail programs mark a quotation, a signature and an automatic answer, in the languages our customers' programs speak.</summary>
internal sealed class ReplyMarks
{
    private ReplyMarks(MarksFile file)
    {
        Attribution = [.. file.Attribution.Select(Patterns.Of)];
        AttributionBroken = [.. file.AttributionBroken.Select(Patterns.Of)];
        Separator = [.. file.Separator.Select(Patterns.Of)];
        Signature = [.. file.Signature.Select(Patterns.Of)];
        HeaderFirst = Patterns.Of(file.HeaderFirst);
        HeaderNext = Patterns.Of(file.HeaderNext);
        AutomaticSubject = [.. file.AutomaticSubject.Select(Patterns.Of)];
        AutomaticSender = Patterns.Of(file.AutomaticSender);
    }

    public static ReplyMarks Shipped { get; } = new(Patterns.File<MarksFile>("reply-marks.json"));

    public IReadOnlyList<Regex> Attribution { get; }

    /// <summary>Those that may be recognised over several lines, because they begin with a word of their own.</summary>
    public IReadOnlyList<Regex> AttributionBroken { get; }

    public IReadOnlyList<Regex> Separator { get; }

    public IReadOnlyList<Regex> Signature { get; }

    public Regex HeaderFirst { get; }

    public Regex HeaderNext { get; }

    public IReadOnlyList<Regex> AutomaticSubject { get; }

    public Regex AutomaticSender { get; }

    private sealed record MarksFile(
        string[] Attribution, string[] AttributionBroken, string[] Separator, string HeaderFirst, string HeaderNext, string[] Signature, string[] AutomaticSubject, string AutomaticSender);
}
