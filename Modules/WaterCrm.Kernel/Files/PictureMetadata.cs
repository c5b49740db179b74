using System.Buffers.Binary;

namespace WaterCrm.Kernel.Files;

/// <summary>
/// Copies a picture without what it says about its maker: place, time, device, comments, thumbnails, and whatever hangs behind its end.
/// Pixels are not touched. Of the metadata only a photo's orientation is kept, without which it would lie on its side.
/// </summary>
internal static class PictureMetadata
{
    public static bool CanStrip(FileKind kind) => kind == FileKind.Jpeg || kind == FileKind.Png || kind == FileKind.WebP;

    /// <summary>False where the picture is not built as its kind must be.</summary>
    public static bool Strip(FileKind kind, Stream picture, Stream copy)
    {
        try
        {
            return kind == FileKind.Jpeg ? JpegMetadata.Strip(picture, copy) : kind == FileKind.Png ? StripPng(picture, copy) : StripWebP(picture, copy);
        }
        catch (EndOfStreamException)
        {
            return false;
        }
    }

    private static bool StripPng(Stream picture, Stream copy)
    {
        Span<byte> head = stackalloc byte[8];
        picture.ReadExactly(head);
        copy.Write(head);
        while (true)
        {
            picture.ReadExactly(head);
            var length = BinaryPrimitives.ReadUInt32BigEndian(head);
            if (length > picture.Length - picture.Position) return false;
            if (IsPicture(head[4..]))
            {
                copy.Write(head);
                Bytes.Copy(picture, copy, length + 4);   // with the checksum
            }
            else
            {
                picture.Seek(length + 4, SeekOrigin.Current);
            }
            if (head[4..].SequenceEqual("IEND"u8)) return true;
        }
    }

    /// <summary>Chunks a decoder must know begin with a capital; of the others those that say how colours are meant or move.</summary>
    private static bool IsPicture(ReadOnlySpan<byte> chunk) => (chunk[0] & 0x20) == 0
        || chunk.SequenceEqual("tRNS"u8) || chunk.SequenceEqual("gAMA"u8) || chunk.SequenceEqual("cHRM"u8) || chunk.SequenceEqual("sRGB"u8) || chunk.SequenceEqual("iCCP"u8)
        || chunk.SequenceEqual("cICP"u8) || chunk.SequenceEqual("sBIT"u8) || chunk.SequenceEqual("bKGD"u8) || chunk.SequenceEqual("pHYs"u8)
        || chunk.SequenceEqual("acTL"u8) || chunk.SequenceEqual("fcTL"u8) || chunk.SequenceEqual("fdAT"u8);

    private static bool StripWebP(Stream picture, Stream copy)
    {
        Span<byte> head = stackalloc byte[12];
        picture.ReadExactly(head);
        var end = Math.Min(8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]), picture.Length);
        copy.Write(head);
        var pictures = 0;
        while (picture.Position + 8 <= end)
        {
            picture.ReadExactly(head[..8]);
            var kind = head[..4];
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var padded = length + (length & 1L);
            if (length > end - picture.Position) return false;
            if (kind.SequenceEqual("VP8X"u8))
            {
                if (length < 10) return false;
                copy.Write(head[..8]);
                copy.WriteByte((byte)(Bytes.Next(picture) & ~0x0C));   // the flags for Exif and XMP
                Bytes.Copy(picture, copy, padded - 1);
            }
            else if (kind.SequenceEqual("VP8 "u8) || kind.SequenceEqual("VP8L"u8) || kind.SequenceEqual("ALPH"u8) || kind.SequenceEqual("ANIM"u8) || kind.SequenceEqual("ANMF"u8) || kind.SequenceEqual("ICCP"u8))
            {
                pictures += kind[0] is (byte)'V' || kind.SequenceEqual("ANMF"u8) ? 1 : 0;
                copy.Write(head[..8]);
                Bytes.Copy(picture, copy, padded);
            }
            else
            {
                picture.Seek(padded, SeekOrigin.Current);
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(head, (uint)(copy.Length - 8));
        copy.Seek(4, SeekOrigin.Begin);
        copy.Write(head[..4]);
        copy.Seek(0, SeekOrigin.End);
        return pictures > 0;
    }
}

internal static class Bytes
{
    public static int Next(Stream from) => from.ReadByte() is >= 0 and var next ? next : throw new EndOfStreamException();

    public static void Copy(Stream from, Stream to, long count)
    {
        var buffer = new byte[(int)Math.Min(count, 81_920)];
        for (var left = count; left > 0;)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(left, buffer.Length));
            from.ReadExactly(part);
            to.Write(part);
            left -= part.Length;
        }
    }
}
