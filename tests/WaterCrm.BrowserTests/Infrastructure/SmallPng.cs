using System.Buffers.Binary;
using System.IO.Compression;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>Writes a browser's screenshot anew with a palette of 256 colours: a page of text needs no more, and the file is a third as large.</summary>
internal static class SmallPng
{
    private static readonly byte[] Signature = [137, 80, 78, 71, 13, 10, 26, 10];

    /// <param name="png">Eight bits for each of red, green, blue and perhaps alpha, not interlaced: what browsers write.</param>
    public static byte[] Of(byte[] png)
    {
        var (width, height, pixels) = Read(png);
        var counts = pixels.GroupBy(c => c).ToDictionary(g => g.Key, g => g.Count());
        var palette = Palette(counts);
        var nearest = new Dictionary<int, byte>();
        var rows = new byte[height * (width + 1)];   // each row begins with its filter: none
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var colour = pixels[(y * width) + x];
                if (!nearest.TryGetValue(colour, out var index)) nearest[colour] = index = Nearest(palette, colour);
                rows[(y * (width + 1)) + x + 1] = index;
            }

        using var file = new MemoryStream();
        file.Write(Signature);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 3);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, [.. palette.SelectMany(c => new[] { (byte)(c >> 16), (byte)(c >> 8), (byte)c })]);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(rows);
        Chunk(file, "IDAT"u8, packed.ToArray());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    /// <summary>The colours that are used most, and no two of them so near that nobody could tell them apart; the shades between are those of letters' edges.</summary>
    private static List<int> Palette(Dictionary<int, int> counts)
    {
        if (counts.Count <= 256) return [.. counts.Keys];
        List<int> palette = [];
        for (var apart = 40; palette.Count < 256 && apart >= 0; apart = apart == 0 ? -1 : apart / 2)
            foreach (var colour in counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Select(c => c.Key).Take(4000))
            {
                if (palette.Count == 256) break;
                if (palette.TrueForAll(p => Distance(p, colour) > apart * apart)) palette.Add(colour);
            }

        return palette;
    }

    private static byte Nearest(List<int> palette, int colour)
    {
        var (best, least) = (0, int.MaxValue);
        for (var i = 0; i < palette.Count && least > 0; i++)
            if (Distance(palette[i], colour) is var distance && distance < least) (best, least) = (i, distance);
        return (byte)best;
    }

    private static int Distance(int one, int other)
    {
        int red = ((one >> 16) & 255) - ((other >> 16) & 255), green = ((one >> 8) & 255) - ((other >> 8) & 255), blue = (one & 255) - (other & 255);
        return (red * red) + (green * green) + (blue * blue);
    }

    private static (int Width, int Height, int[] Pixels) Read(byte[] png)
    {
        using var packed = new MemoryStream();
        int width = 0, height = 0, samples = 0;
        for (var at = Signature.Length; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var kind = png.AsSpan(at + 4, 4);
            var data = png.AsSpan(at + 8, length);
            if (kind.SequenceEqual("IHDR"u8))
            {
                (width, height) = (BinaryPrimitives.ReadInt32BigEndian(data), BinaryPrimitives.ReadInt32BigEndian(data[4..]));
                samples = (data[8], data[9], data[12]) switch { (8, 2, 0) => 3, (8, 6, 0) => 4, _ => throw new NotSupportedException("Not a browser's picture.") };
            }

            if (kind.SequenceEqual("IDAT"u8)) packed.Write(data);
            at += length + 12;
        }

        packed.Position = 0;
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress)) zlib.CopyTo(raw);
        return (width, height, Unfilter(raw.GetBuffer(), width, height, samples));
    }

    private static int[] Unfilter(byte[] raw, int width, int height, int samples)
    {
        var stride = width * samples;
        var (above, row) = (new byte[stride], new byte[stride]);
        var pixels = new int[width * height];
        for (var y = 0; y < height; y++)
        {
            var start = y * (stride + 1);
            for (var i = 0; i < stride; i++)
            {
                int left = i < samples ? 0 : row[i - samples], up = above[i], corner = i < samples ? 0 : above[i - samples];
                row[i] = (byte)(raw[start + 1 + i] + raw[start] switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) });
            }

            for (var x = 0; x < width; x++) pixels[(y * width) + x] = (row[x * samples] << 16) | (row[(x * samples) + 1] << 8) | row[(x * samples) + 2];
            (above, row) = (row, above);
        }

        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        int guess = left + up - corner, toLeft = Math.Abs(guess - left), toUp = Math.Abs(guess - up), toCorner = Math.Abs(guess - corner);
        return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner;
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> kind, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(kind);
        file.Write(data);
        var crc = 0xFFFFFFFFu;
        foreach (var part in kind) crc = Crc(crc, part);
        foreach (var part in data) crc = Crc(crc, part);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~crc);
        file.Write(number);
    }

    private static uint Crc(uint crc, byte part)
    {
        crc ^= part;
        for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : 0xEDB88320u ^ (crc >> 1);
        return crc;
    }
}
