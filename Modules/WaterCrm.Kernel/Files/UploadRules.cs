namespace WaterCrm.Kernel.Files;

/// <summary>What may be sent in one place: how large, and which kinds.</summary>
public sealed record UploadRules(long MaxBytes, IReadOnlyList<FileKind> Kinds)
{
    private const int Megabyte = 1024 * 1024;

    public long MaxMegabytes => MaxBytes / Megabyte;

    /// <summary>
    /// Photos from anybody. Only kinds whose metadata can be taken out: a telephone writes the place where the picture was made into it,
    /// which is often somebody's home. A browser turns the telephone's own kind (HEIC) into JPEG when it is not asked for.
    /// </summary>
    public static UploadRules Photos(UploadSettings settings) => new((long)settings.PhotoMegabytes * Megabyte, [FileKind.Jpeg, FileKind.Png, FileKind.WebP]);

    /// <summary>What staff attach.</summary>
    public static UploadRules Documents(UploadSettings settings) => new((long)settings.DocumentMegabytes * Megabyte, FileKind.All);
}
