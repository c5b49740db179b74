using System.Buffers.Binary;
using System.Text;

namespace WaterCrm.Tests.Files;

/// <summary>Small pictures put together byte by byte, with what telephones write into theirs.</summary>
internal static class Pictures
{
    public const string Home = "N21.0285 E105.8542 home";

    public static byte[] Jpeg(byte? orientation = null, bool littleEndian = false, bool tail = false) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, Exif(orientation, littleEndian)),
        .. Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes(Home)]),
        .. Segment(0xE2, [.. "ICC_PROFILE\0"u8, 1, 1, 7, 7]),
        .. Segment(0xE2, [.. "MPF\0"u8, .. Encoding.ASCII.GetBytes(Home)]),
        .. Segment(0xED, [.. "Photoshop 3.0\0"u8, .. Encoding.ASCII.GetBytes(Home)]),
        .. Segment(0xFE, Encoding.ASCII.GetBytes(Home)),
        .. Segment(0xDB, new byte[65]),
        0xFF, .. Segment(0xC2, [8, 0, 1, 0, 1, 1, 1, 0x11, 0]),   // a fill byte before a marker is allowed
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4,
        .. Segment(0xC4, [0, .. new byte[17]]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]), 5, 6,
        0xFF, 0xD9,
        .. tail ? Encoding.ASCII.GetBytes(Home) : [],
    ];

    public static byte[] Png() =>
    [
        0x89, .. "PNG\r\n"u8, 26, 10, .. Chunk("IHDR", new byte[13]), .. Chunk("tEXt", Encoding.ASCII.GetBytes(Home)), .. Chunk("eXIf", Encoding.ASCII.GetBytes(Home)), .. Chunk("gAMA", [0, 0, 1, 2]),
        .. Chunk("zTXt", Encoding.ASCII.GetBytes(Home)), .. Chunk("IDAT", [1, 2, 3]), .. Chunk("tIME", new byte[7]), .. Chunk("IEND", []), .. Encoding.ASCII.GetBytes(Home),
    ];

    public static byte[] WebP()
    {
        byte[] chunks = [.. Riff("VP8X", [0x2C, .. new byte[9]]), .. Riff("ICCP", [1, 2, 3]), .. Riff("VP8 ", [9, 8, 7, 6]), .. Riff("EXIF", Encoding.ASCII.GetBytes(Home)), .. Riff("XMP ", Encoding.ASCII.GetBytes(Home))];
        return [.. "RIFF"u8, .. Little(chunks.Length + 4), .. "WEBP"u8, .. chunks];
    }

    public static byte[] Heic() => [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[40]];

    public static byte[] Pdf() => [.. "%PDF-1.7\n"u8, .. new byte[40]];

    public static byte[] Gif() => [.. "GIF89a"u8, .. new byte[40]];

    public static byte[] Program() => [.. "MZ"u8, .. new byte[400]];

    private static byte[] Exif(byte? orientation, bool little)
    {
        byte[] Two(ushort n) => little ? [(byte)n, (byte)(n >> 8)] : [(byte)(n >> 8), (byte)n];
        byte[] Four(uint n) => little ? Little((int)n) : Big((int)n);
        byte[] turned = orientation is { } o ? [.. Two(0x0112), .. Two(3), .. Four(1), .. Two(o), 0, 0] : [.. Two(0x0110), .. Two(2), .. Four(4), .. "Tel\0"u8];
        return [.. "Exif\0\0"u8, .. little ? "II"u8 : "MM"u8, .. Two(42), .. Four(8), .. Two(1), .. turned, .. Four(0), .. Encoding.ASCII.GetBytes(Home)];
    }

    private static byte[] Segment(byte marker, byte[] content) => [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Chunk(string kind, byte[] content) => [.. Big(content.Length), .. Encoding.ASCII.GetBytes(kind), .. content, 1, 2, 3, 4];

    private static byte[] Riff(string kind, byte[] content) => [.. Encoding.ASCII.GetBytes(kind), .. Little(content.Length), .. content, .. new byte[content.Length & 1]];

    private static byte[] Little(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Big(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
