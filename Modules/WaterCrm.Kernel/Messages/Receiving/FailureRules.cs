using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>The data file <c>delivery-failures.json</c>: from words and codes to a reason, and where in a notice of prose the recipients stand.</summary>
internal sealed class FailureRules
{
    private FailureRules(RulesFile file)
    {
        Words = [.. file.Words.Select(w => new Rule(w))];
        Codes = [.. file.Codes.Select(w => new Rule(w))];
        Recipients = [.. file.Recipients.Select(r => Patterns.Of(r.Pattern))];
        OriginalBegins = [.. file.OriginalBegins.Select(r => Patterns.Of(r.Pattern))];
        NoticeSender = Patterns.Of(file.NoticeSender);
        NoticeSubject = [.. file.NoticeSubject.Select(Patterns.Of)];
        Delayed = Patterns.Of(file.Delayed);
        Delivered = Patterns.Of(file.Delivered);
        Complaint = Patterns.Of(file.Complaint);
        ComplaintSubject = Patterns.Of(file.ComplaintSubject);
        OptOutSubject = Patterns.Of(file.OptOutSubject);
    }

    public static FailureRules Shipped { get; } = new(Patterns.File<RulesFile>("delivery-failures.json"));

    public IReadOnlyList<Rule> Words { get; }

    public IReadOnlyList<Rule> Codes { get; }

    public IReadOnlyList<Regex> Recipients { get; }

    public IReadOnlyList<Regex> OriginalBegins { get; }

    public Regex NoticeSender { get; }

    public IReadOnlyList<Regex> NoticeSubject { get; }

    public Regex Delayed { get; }

    public Regex Delivered { get; }

    public Regex Complaint { get; }

    public Regex ComplaintSubject { get; }

    public Regex OptOutSubject { get; }

    /// <summary>The reason by the server's own words, else by the words around them, else by the codes alone.</summary>
    public FailureReason Reason(string diagnostic, string around, string? status, int? code)
    {
        foreach (var words in new[] { diagnostic, around })
        {
            if (words.Length == 0) continue;
            var plain = FailureCodes.WordsOnly(words);
            if (Words.FirstOrDefault(r => r.Fits(plain, status, code)) is { } rule) return rule.Reason;
        }

        return Codes.FirstOrDefault(r => r.Fits("", status, code))?.Reason ?? FailureReason.Undetermined;
    }

    internal sealed class Rule(RuleLine line)
    {
        private readonly Regex? text = line.Text is null ? null : Patterns.Of(line.Text);
        private readonly Regex? status = line.Status is null ? null : Patterns.Of(line.Status);
        private readonly Regex? code = line.Code is null ? null : Patterns.Of(line.Code);

        public FailureReason Reason { get; } = Enum.Parse<FailureReason>(line.Reason);

        public bool Fits(string words, string? givenStatus, int? givenCode) =>
            (status is null || givenStatus is not null && status.IsMatch(givenStatus))
            && (code is null || givenCode is { } number && code.IsMatch(number.ToString("000", System.Globalization.CultureInfo.InvariantCulture)))
            && (text is null || text.IsMatch(words));
    }

    internal sealed record RuleLine(string Reason, string? Text, string? Status, string? Code);

    internal sealed record PatternLine(string Pattern, string From);

    private sealed record RulesFile(
        RuleLine[] Words, RuleLine[] Codes, PatternLine[] Recipients, PatternLine[] OriginalBegins, string NoticeSender, string[] NoticeSubject,
        string Delayed, string Delivered, string Complaint, string ComplaintSubject, string OptOutSubject);
}
