using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Files;

namespace WaterCrm.Complaints.Features;

/// <summary>What of a mail stands in a complaint.</summary>
internal static class MailWords
{
    /// <summary>Its text, who wrote it where that matters, and the files that cannot be shown with it; within the limit of a complaint's text.</summary>
    public static string Of(string text, string? stranger, IReadOnlyList<string> files, IStringLocalizer<Startup> S)
    {
        var from = stranger is null ? "" : S["From {0}:", stranger] + "\n";
        var with = files.Count == 0 ? "" : "\n" + S["Also attached: {0}", Shortened(string.Join(", ", files), 500)];
        return from + Shortened(text, Limits.Text - from.Length - with.Length) + with;
    }

    /// <summary>A kind that pages show.</summary>
    public static bool IsPicture(StoredFile file) => FileKind.OfContentType(file.ContentType) is { } kind && (kind == FileKind.Jpeg || kind == FileKind.Png || kind == FileKind.WebP);

    public static string Shortened(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1)] + "…";
}
