using WaterCrm.Kernel.Messages.Templates.Reading;
using WaterCrm.Kernel.Messages.Templates.Rendering;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>A message ready to be sent. What its kind has no text for is null.</summary>
/// <param name="Language">The language it is in, which is not always the one asked for.</param>
/// <param name="Subject">One line, without control characters.</param>
/// <param name="Text">The mail as plain text.</param>
/// <param name="Html">The same mail as a page of its own.</param>
/// <param name="Sms">As it goes out: without accents where the operator chose so.</param>
/// <param name="App">For the bell.</param>
/// <param name="Letter">HTML without a layout; the letter's frame belongs to whoever prints it.</param>
public sealed record RenderedMessage(string Language, string? Subject, string? Text, string? Html, string? Sms, string? App, string? Letter);

/// <summary>Makes messages from the texts in force.</summary>
public sealed class MessageTexts
{
    /// <summary>Characters of a mail or letter with its values.</summary>
    public const int LongestMail = 100_000;

    /// <summary>Ten parts of GSM-7: what gateways take at most.</summary>
    public const int LongestSms = 1530;

    public static readonly Error UnknownKind = new("messages.unknown-kind", "Nobody sends messages of the kind {0} any more.", 404);
    public static readonly Error NoText = new("messages.no-text", "There is no text for messages of the kind {0}.");
    public static readonly Error Broken = new("messages.text-broken", "Your own text for messages of the kind {0} cannot be used any more. Open it among the message texts and mend it, or put the shipped one back.");

    private readonly MessageBook book;
    private readonly TextsInForce texts;
    private readonly MailLayout layout;
    private readonly LocalFormat format;
    private readonly Utility utility;

    internal MessageTexts(MessageBook book, TextsInForce texts, MailLayout layout, LocalFormat format, Utility utility) =>
        (this.book, this.texts, this.layout, this.format, this.utility) = (book, texts, layout, format, utility);

    /// <summary>The message with its values. It is refused, and nothing must be sent, when a value is missing that its text needs; the refusal names all of them.</summary>
    /// <param name="kindCode">Of a registered <see cref="MessageKind"/>.</param>
    /// <param name="language">The reader's. Where there is no text in it, the utility's first language stands in, then English.</param>
    /// <param name="values">By the names of the kind's placeholders. Others are not looked at.</param>
    /// <param name="token">Ends the reading of the texts.</param>
    public async Task<Result<RenderedMessage>> Render(string kindCode, string language, IReadOnlyDictionary<string, object?> values, CancellationToken token)
    {
        if (book.Find(kindCode) is not { } kind) return UnknownKind.With(kindCode);
        var asked = (Languages.Find(language) ?? utility.Language).Culture.Name;
        if (await texts.Find(kind, asked, token) is not { } text) return NoText.With(kindCode);
        return text.Compiled.Is(out var compiled) ? Render(kind, compiled, text.Language, values) : Broken.With(kindCode);
    }

    /// <summary>Whether the words of a registered kind open a door.</summary>
    internal bool HoldsSecret(string kindCode) => book.Find(kindCode) is { HoldsSecret: true };

    /// <summary>Whether a registered kind can be refused.</summary>
    internal MessageTopic TopicOf(string kindCode) => book.Find(kindCode)?.Topic ?? MessageTopic.Service;

    /// <inheritdoc cref="Render(string, string, IReadOnlyDictionary{string, object?}, CancellationToken)"/>
    internal Result<RenderedMessage> Render(MessageKind kind, CompiledText text, string language, IReadOnlyDictionary<string, object?> values)
    {
        var spoken = Languages.Find(language)!;
        using var speaking = Languages.Speaking(spoken);
        var filler = new Filler(WithUtility(values), format);
        var subject = OneLine(filler.Fill(text.Subject, v => v.Text, MessageTextParts.LongestSubject));
        var mail = kind.Has(MessageChannels.Email) ? Body(filler, text.Mail, layout.StyleOf) : null;
        var letter = !kind.Has(MessageChannels.Letter) ? null : Body(filler, text.Letter.IsEmpty ? text.Mail : text.Letter, null);
        var sms = kind.Has(MessageChannels.Sms) ? Sms(filler, text) : null;
        var app = kind.Has(MessageChannels.App) ? filler.Fill(text.App, v => v.Text, MessageTextParts.LongestShort * 2).Trim() : null;
        if (filler.Refusal is { } refused) return refused;
        return new RenderedMessage(language, subject.Length == 0 ? null : subject, mail is null ? null : layout.Around(mail.ToText()),
            mail is null ? null : layout.Around(subject, mail.ToHtml(), spoken), sms, app, letter?.ToHtml());
    }

    /// <summary>A mail's HTML without layout and styles; null where there is none.</summary>
    internal string? Plain(Template mail, string language, IReadOnlyDictionary<string, object?> values)
    {
        using var speaking = Languages.Speaking(Languages.Find(language)!);
        return mail.IsEmpty ? null : Body(new Filler(WithUtility(values), format), mail, null)?.ToHtml();
    }

    private Dictionary<string, object?> WithUtility(IReadOnlyDictionary<string, object?> values) =>
        new(values, StringComparer.Ordinal) { ["utility.name"] = utility.Name, ["utility.telephone"] = utility.Telephone };

    private static MarkdownBody? Body(Filler filler, Template template, Func<string, string?>? style)
    {
        List<Filling> values = [];
        var length = 0;
        var markdown = filler.Fill(template, value =>
        {
            values.Add(value);
            length += value.Text.Length;
            if (length > LongestMail) filler.GiveUp(LongestMail);
            return Mark.Of(values.Count - 1);
        }, LongestMail);
        return filler.Refusal is null ? new MarkdownBody(markdown, values, style) : null;
    }

    private static string Sms(Filler filler, CompiledText text)
    {
        var said = filler.Fill(text.Sms, v => v.Text.Replace('\n', ' '), LongestSms).Trim();
        return text.SmsWithoutAccents ? SmsText.WithoutAccents(said) : said;
    }

    /// <summary>A header ends with its line: whoever gets a line break into it writes headers of his own.</summary>
    private static string OneLine(string subject) => string.Join(' ', subject.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
