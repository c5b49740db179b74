using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>
/// A shipped text as a file: between two lines of three hyphens the short texts, one a line (<c>subject:</c>, <c>sms:</c>, <c>app:</c>, and <c>sms-accents: no</c> where it is sent without them),
/// then the mail in Markdown, and below a line <c>=== letter</c> the letter where it says something else.
/// </summary>
internal static class MessageFile
{
    public static readonly Error NoHead = new("messages.file-head", "A text begins with a line of three hyphens, its short texts, and another line of three hyphens.");
    public static readonly Error UnknownLine = new("messages.file-line", "{0} is none of subject, sms, sms-accents and app.");

    private const string LetterBegins = "\n=== letter\n";

    public static Result<MessageTextParts> Read(string text)
    {
        text = text.ReplaceLineEndings("\n").TrimStart('\uFEFF');
        if (!text.StartsWith("---\n", StringComparison.Ordinal) || text.IndexOf("\n---\n", 3, StringComparison.Ordinal) is not (>= 0 and var end)) return NoHead;

        var parts = new MessageTextParts();
        foreach (var line in text[4..Math.Max(4, end)].Split('\n').Where(l => l.Trim().Length > 0))
        {
            var (name, said) = line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? (line[..colon].Trim(), line[(colon + 1)..].Trim()) : (line, "");
            switch (name)
            {
                case "subject": parts = parts with { Subject = said }; break;
                case "sms": parts = parts with { Sms = said }; break;
                case "app": parts = parts with { App = said }; break;
                case "sms-accents": parts = parts with { SmsWithoutAccents = said == "no" }; break;
                default: return UnknownLine.With(name);
            }
        }

        var body = text[(end + 5)..];
        var letter = body.IndexOf(LetterBegins, StringComparison.Ordinal);
        return (parts with { Mail = letter < 0 ? body : body[..letter], Letter = letter < 0 ? "" : body[(letter + LetterBegins.Length)..] }).Tidy();
    }
}
