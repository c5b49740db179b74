namespace WaterCrm.Kernel.Files;

/// <summary>A kind of file that may be taken in, known by its first bytes and never by its name.</summary>
public sealed record FileKind(string Name, string ContentType, string Extension, bool IsImage)
{
    public static readonly FileKind Jpeg = new("JPEG", "image/jpeg", ".jpg", true);
    public static readonly FileKind Png = new("PNG", "image/png", ".png", true);
    public static readonly FileKind WebP = new("WebP", "image/webp", ".webp", true);
    public static readonly FileKind Gif = new("GIF", "image/gif", ".gif", true);
    public static readonly FileKind Heic = new("HEIC", "image/heic", ".heic", true);
    public static readonly FileKind Pdf = new("PDF", "application/pdf", ".pdf", false);

    public static IReadOnlyList<FileKind> All { get; } = [Jpeg, Png, WebP, Gif, Heic, Pdf];

    /// <summary>So many bytes are enough to tell the kinds apart.</summary>
    public const int HeadLength = 16;

    public static FileKind? Detect(ReadOnlySpan<byte> head)
    {
        if (head is [0xFF, 0xD8, 0xFF, ..]) return Jpeg;
        if (head is [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, ..]) return Png;
        if (head.Length >= 12 && head.StartsWith("RIFF"u8) && head[8..].StartsWith("WEBP"u8)) return WebP;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return Gif;
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        return head.Length >= 12 && head[4..].StartsWith("ftyp"u8) && IsHeic(head.Slice(8, 4)) ? Heic : null;
    }

    public static FileKind? OfContentType(string contentType) => All.FirstOrDefault(k => k.ContentType == contentType);

    private static bool IsHeic(ReadOnlySpan<byte> brand) =>
        brand.SequenceEqual("heic"u8) || brand.SequenceEqual("heix"u8) || brand.SequenceEqual("heim"u8) || brand.SequenceEqual("heis"u8) || brand.SequenceEqual("mif1"u8);
}
