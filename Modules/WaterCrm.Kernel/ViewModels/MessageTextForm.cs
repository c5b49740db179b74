using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>A message's text as it was sent.</summary>
public sealed record MessageTextForm
{
    public string? Subject { get; init; }
    public string? Mail { get; init; }
    public string? Sms { get; init; }
    public string? App { get; init; }
    public string? Letter { get; init; }
    public bool SmsWithoutAccents { get; init; }

    /// <summary>Of the utility's own text; empty where there was none.</summary>
    public int? Version { get; init; }

    /// <summary>On which the preview is made; empty for sample values.</summary>
    public string? Record { get; init; }

    internal MessageTextParts Parts => new() { Subject = Subject ?? "", Mail = Mail ?? "", Sms = Sms ?? "", App = App ?? "", Letter = Letter ?? "", SmsWithoutAccents = SmsWithoutAccents };

    internal ChangeMessageText ToRequest(string kind, string language) => new(kind, language, Parts, Version);
}

/// <summary>One text of a message for the partial <c>_MessageField</c>.</summary>
/// <param name="Name">Of the form value.</param>
/// <param name="Label">In the reader's language.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Language">Of the text.</param>
/// <param name="Rows">How high it is.</param>
public sealed record MessageField(string Name, string Label, string Value, string Language, int Rows)
{
    public string? Help { get; init; }

    /// <summary>What it is translated from.</summary>
    public string? Source { get; init; }

    public string? SourceLanguage { get; init; }

    /// <summary>What somebody else saved meanwhile.</summary>
    public string? Theirs { get; init; }
}

public sealed record MessageTextPage(MessageTextShown Shown)
{
    /// <summary>What was typed; null where the page shows what is in force.</summary>
    public MessageTextParts? Typed { get; init; }

    public MessageTextParts Text => Typed ?? Shown.Now;

    /// <summary>Somebody else was faster.</summary>
    public bool Met { get; init; }

    /// <summary>The text with sample values; null where it cannot be filled.</summary>
    public MessageSample? Sample { get; init; }

    /// <summary>On which somebody wanted to see it, as it was typed.</summary>
    public string? Record { get; init; }

    /// <summary>Somebody asked to see what was typed.</summary>
    public bool IsTried { get; init; }
}

public sealed record MessageTextsPage(FindMessageTexts Asked, IReadOnlyList<MessageKindRow> Rows);
