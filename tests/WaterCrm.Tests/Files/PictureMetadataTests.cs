using System.Text;
using WaterCrm.Kernel.Files;

namespace WaterCrm.Tests.Files;

public sealed class PictureMetadataTests
{
    public static TheoryData<string> Kinds => ["JPEG", "PNG", "WebP"];

    [Theory, MemberData(nameof(Kinds))]
    public void A_photo_no_longer_says_where_it_was_made(string kind)
    {
        var picture = Picture(kind);
        Assert.Contains(Pictures.Home, Encoding.Latin1.GetString(picture), StringComparison.Ordinal);

        var stripped = Strip(kind, picture);

        Assert.DoesNotContain("home", Encoding.Latin1.GetString(stripped!), StringComparison.Ordinal);
        Assert.Equal(FileKind.All.Single(k => k.Name == kind), FileKind.Detect(stripped!.AsSpan(0, 16)));
        Assert.Equal(stripped, Strip(kind, stripped!));   // nothing more to take away
    }

    [Fact]
    public void Only_the_metadata_of_a_jpeg_goes()
    {
        byte[] expected =
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0xFF, 0xE2, 0, 18, .. "ICC_PROFILE\0"u8, 1, 1, 7, 7, 0xFF, 0xDB, 0, 67, .. new byte[65],
            0xFF, 0xC2, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4, 0xFF, 0xC4, 0, 20, .. new byte[18],
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 5, 6, 0xFF, 0xD9,
        ];
        Assert.Equal(expected, Strip("JPEG", Pictures.Jpeg(tail: true)));
    }

    [Theory]
    [InlineData(6, true), InlineData(6, false), InlineData(3, true), InlineData(8, false)]
    public void A_photo_taken_upright_stays_upright(byte orientation, bool littleEndian)
    {
        var stripped = Strip("JPEG", Pictures.Jpeg(orientation, littleEndian))!;

        byte[] exif = [0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0];
        Assert.True(stripped.AsSpan().IndexOf(exif) > 0);
        Assert.Equal(stripped, Strip("JPEG", stripped));
    }

    [Fact]
    public void A_webp_says_no_longer_that_it_has_metadata_and_has_its_right_size()
    {
        var stripped = Strip("WebP", Pictures.WebP())!;
        Assert.Equal(0x20, stripped[20]);
        Assert.Equal(stripped.Length - 8, BitConverter.ToInt32(stripped, 4));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_picture_that_stops_in_the_middle_is_damaged(string kind)
    {
        var whole = Strip(kind, Picture(kind))!;
        for (var length = 0; length < whole.Length; length++) Assert.True(Strip(kind, whole[..length]) is null || kind == "WebP", $"{length} bytes of {whole.Length}");
    }

    /// <summary>Whatever is sent: a picture, or a refusal, never an exception and never the home.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void Broken_bytes_never_make_it_throw(string kind)
    {
        var random = new Random(20261121);
        for (var run = 0; run < 4_000; run++)
        {
            var picture = Picture(kind);
            for (var change = random.Next(1, 6); change > 0; change--) picture[random.Next(picture.Length)] = (byte)random.Next(256);
            _ = Strip(kind, picture);
        }
    }

    private static byte[] Picture(string kind) => kind switch { "JPEG" => Pictures.Jpeg(tail: true), "PNG" => Pictures.Png(), _ => Pictures.WebP() };

    private static byte[]? Strip(string kind, byte[] picture)
    {
        using var copy = new MemoryStream();
        return PictureMetadata.Strip(FileKind.All.Single(k => k.Name == kind), new MemoryStream(picture), copy) ? copy.ToArray() : null;
    }
}
