using System.Buffers.Binary;

namespace WaterCrm.Modularity.Packages;

/// <summary>
/// The last record of a zip. The class that reads zips forgives what stands before, between and after; a package has nothing there,
/// so that two programs never see two different packages in one file.
/// </summary>
internal static class ZipEnd
{
    private const int Length = 22;

    /// <summary>How many entries there are, known before any of them is read.</summary>
    public static int Entries(Stream file)
    {
        Span<byte> begin = stackalloc byte[4];
        if (file.Length < begin.Length || file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || begin is not [(byte)'P', (byte)'K', 3, 4])
            throw new PackageRefusedException("The file is no zip, so it is no package. A package is what the command modules pack makes.");

        var tail = new byte[(int)Math.Min(file.Length, Length + ushort.MaxValue)];
        file.Seek(-tail.Length, SeekOrigin.End);
        file.ReadExactly(tail);
        var at = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (at < 0 || at > tail.Length - Length) throw new PackageRefusedException("The end of the zip is missing: the file was cut off. Fetch it again.");

        var end = tail.AsSpan(at);
        var (entries, here) = (BinaryPrimitives.ReadUInt16LittleEndian(end[10..]), BinaryPrimitives.ReadUInt16LittleEndian(end[8..]));
        var (size, offset) = (BinaryPrimitives.ReadUInt32LittleEndian(end[12..]), BinaryPrimitives.ReadUInt32LittleEndian(end[16..]));
        if (entries != here || (long)offset + size != file.Length - Length) throw Foreign();
        file.Seek(0, SeekOrigin.Begin);
        return entries;
    }

    private static PackageRefusedException Foreign() => new("Before or after the contents of the zip stands something that does not belong to it. Fetch the file again, or pack the module anew.");
}
