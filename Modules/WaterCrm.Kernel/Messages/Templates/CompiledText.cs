using WaterCrm.Kernel.Messages.Templates.Reading;
using WaterCrm.Kernel.Messages.Templates.Rendering;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>A kind's texts in one language, read once.</summary>
internal sealed record CompiledText(Template Subject, Template Mail, Template Sms, Template App, Template Letter, bool SmsWithoutAccents)
{
    public static readonly Error Empty = new("messages.text-empty", "Write this text: the message is sent this way too.");
    public static readonly Error SeveralLines = new("messages.subject-lines", "A subject has one line.");

    /// <summary>The values that are there for every kind.</summary>
    public static IReadOnlyList<MessagePlaceholder> OfUtility { get; } =
    [
        MessagePlaceholder.Text("utility.name", Word.Of("Name of the utility"), "Song Xanh Water"),
        MessagePlaceholder.Text("utility.telephone", Word.Of("Telephone number of the utility"), "1900 1234"),
    ];

    /// <summary>All that is wrong is told at once, each beside its field.</summary>
    public static Result<CompiledText> Read(MessageKind kind, MessageTextParts parts)
    {
        var known = kind.Placeholders.Concat(OfUtility).ToDictionary(p => p.Name, StringComparer.Ordinal);
        List<FieldError> wrong = [];
        var (mail, letter) = (kind.Has(MessageChannels.Email), kind.Has(MessageChannels.Letter));
        var compiled = new CompiledText(
            Take(nameof(parts.Subject), parts.Subject, MessageTextParts.LongestSubject, mail),
            Take(nameof(parts.Mail), parts.Mail, MessageTextParts.LongestMail, mail, isMarkdown: true),
            Take(nameof(parts.Sms), parts.Sms, MessageTextParts.LongestShort, kind.Has(MessageChannels.Sms)),
            Take(nameof(parts.App), parts.App, MessageTextParts.LongestShort, kind.Has(MessageChannels.App)),
            Take(nameof(parts.Letter), parts.Letter, MessageTextParts.LongestMail, letter && !mail, isMarkdown: true), parts.SmsWithoutAccents);
        if (parts.Subject.AsSpan().IndexOfAny('\n', '\r') >= 0) wrong.Add(new FieldError(nameof(parts.Subject), SeveralLines.Message));
        return wrong.Count == 0 ? compiled : KernelErrors.Invalid with { Fields = wrong };

        Template Take(string field, string text, int longest, bool isNeeded, bool isMarkdown = false)
        {
            var error = isNeeded && string.IsNullOrWhiteSpace(text) ? Empty : null;
            var read = TemplateReader.Read(text, known, longest);
            error ??= read.Error ?? (isMarkdown ? MarkdownBody.Refuse(text) : null);
            if (error is null) return read.Value;
            wrong.Add(new FieldError(field, error.Message) { Args = error.Args });
            return Template.Empty;
        }
    }
}
