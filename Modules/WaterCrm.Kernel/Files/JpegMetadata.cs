using System.Buffers.Binary;

namespace WaterCrm.Kernel.Files;

/// <summary>The JPEG part of <see cref="PictureMetadata"/>: walks the segments and the scans between them.</summary>
internal static class JpegMetadata
{
    private const byte EndOfImage = 0xD9, StartOfScan = 0xDA, App0 = 0xE0, App1 = 0xE1, App2 = 0xE2, App14 = 0xEE, App15 = 0xEF, Comment = 0xFE;

    public static bool Strip(Stream picture, Stream copy)
    {
        if (Bytes.Next(picture) != 0xFF || Bytes.Next(picture) != 0xD8) return false;
        copy.Write([0xFF, 0xD8]);

        var (scans, turned) = (0, false);
        for (var marker = NextMarker(picture); marker != EndOfImage;)
        {
            if (marker is null or 0x00) return false;
            if (marker is 0x01 or >= 0xD0 and <= 0xD8)
            {
                copy.Write([0xFF, (byte)marker]);
                marker = NextMarker(picture);
                continue;
            }

            var length = Bytes.Next(picture) << 8 | Bytes.Next(picture);
            if (length < 2) return false;
            var segment = new byte[length - 2];
            picture.ReadExactly(segment);
            if (marker == App1 && !turned && OrientationOf(segment) is >= 2 and <= 8 and var orientation)
            {
                copy.Write(Exif(orientation));
                turned = true;
            }
            else if (IsPicture((byte)marker, segment))
            {
                copy.Write([0xFF, (byte)marker, (byte)(length >> 8), (byte)length]);
                copy.Write(segment);
            }

            if (marker == StartOfScan) scans++;
            marker = marker == StartOfScan ? CopyScan(picture, copy) : NextMarker(picture);
        }
        copy.Write([0xFF, EndOfImage]);
        return scans > 0;   // what comes behind the end, as some telephones append, is left behind
    }

    private static int? NextMarker(Stream picture)
    {
        if (Bytes.Next(picture) != 0xFF) return null;
        int marker;
        do marker = Bytes.Next(picture); while (marker == 0xFF);
        return marker;
    }

    /// <summary>Copies compressed data up to the next marker that ends it.</summary>
    private static int CopyScan(Stream picture, Stream copy)
    {
        while (true)
        {
            var next = Bytes.Next(picture);
            if (next != 0xFF)
            {
                copy.WriteByte((byte)next);
                continue;
            }
            do next = Bytes.Next(picture); while (next == 0xFF);
            if (next is not (0x00 or >= 0xD0 and <= 0xD7)) return next;
            copy.Write([0xFF, (byte)next]);
        }
    }

    /// <summary>Application segments are kept when colours depend on them, all other segments are the picture itself.</summary>
    private static bool IsPicture(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        App0 => segment.StartsWith("JFIF\0"u8),
        App2 => segment.StartsWith("ICC_PROFILE\0"u8),
        App14 => segment.StartsWith("Adobe"u8),
        >= App1 and <= App15 or Comment => false,
        _ => true,
    };

    private static int? OrientationOf(ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 14 || !segment.StartsWith("Exif\0\0"u8)) return null;
        var tiff = segment[6..];
        if (!tiff.StartsWith("II"u8) && !tiff.StartsWith("MM"u8)) return null;
        var little = tiff[0] == (byte)'I';
        var at = Number(tiff[4..], 4, little);
        if (at > tiff.Length - 2) return null;

        var entries = tiff[(int)at..];
        var count = Number(entries, 2, little);
        for (var i = 0; i < count && 2 + (i + 1) * 12 <= entries.Length; i++)
        {
            var entry = entries.Slice(2 + i * 12, 12);
            if (Number(entry, 2, little) == 0x0112) return (int)Number(entry[8..], 2, little);
        }
        return null;
    }

    private static uint Number(ReadOnlySpan<byte> bytes, int size, bool little) => (size, little) switch
    {
        (2, true) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        (2, false) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
        (_, true) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
    };

    /// <summary>An Exif segment that says how the picture is turned and nothing else.</summary>
    private static byte[] Exif(int orientation) =>
    [
        0xFF, App1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
    ];
}
