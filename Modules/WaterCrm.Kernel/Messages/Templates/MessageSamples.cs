using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Templates;

/// <summary>What a text looks like with the sample values of its kind, or with those of a record.</summary>
/// <param name="Message">As it would be sent.</param>
/// <param name="Body">The mail's HTML without layout and styles, for a page of ours.</param>
/// <param name="Sms">What the SMS costs as it is written.</param>
/// <param name="SmsPlain">What it costs without accents.</param>
public sealed record MessageSample(RenderedMessage Message, string? Body, SmsMeasure? Sms, SmsMeasure? SmsPlain);

/// <summary>Fills texts before they are sent to anybody.</summary>
internal sealed class MessageSamples(MessageTexts texts)
{
    /// <param name="kind">Of the message.</param>
    /// <param name="language">Of the text.</param>
    /// <param name="parts">As it was typed.</param>
    /// <param name="record">The values of a real record; null for sample values.</param>
    public Result<MessageSample> Of(MessageKind kind, string language, MessageTextParts parts, IReadOnlyDictionary<string, object?>? record = null)
    {
        var compiled = CompiledText.Read(kind, parts.Tidy());
        if (compiled.Error is { } wrong) return wrong;

        var values = record ?? kind.Placeholders.ToDictionary(p => p.Name, p => (object?)p.Sample, StringComparer.Ordinal);
        var made = texts.Render(kind, compiled.Value, language, values);
        if (made.Error is { } refused) return refused;

        // As it is typed, to set both costs beside each other.
        var typed = kind.Has(MessageChannels.Sms) ? texts.Render(kind, compiled.Value with { SmsWithoutAccents = false }, language, values).Value.Sms : null;
        return new MessageSample(made.Value, texts.Plain(compiled.Value.Mail, language, values),
            typed is null ? null : SmsText.Measure(typed), typed is null ? null : SmsText.Measure(SmsText.WithoutAccents(typed)));
    }
}
