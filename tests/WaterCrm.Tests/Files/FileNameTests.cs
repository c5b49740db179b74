using WaterCrm.Kernel.Files;

namespace WaterCrm.Tests.Files;

public sealed class FileNameTests
{
    [Theory]
    [InlineData("cat.jpg", "cat.jpg")]
    [InlineData("cat.exe", "cat.jpg")]
    [InlineData("cat", "cat.jpg")]
    [InlineData("../../etc/passwd", "passwd.jpg")]
    [InlineData("C:\\fakepath\\cat.jpeg", "cat.jpg")]
    [InlineData("cat\0.jpg", "cat.jpg")]
    [InlineData("ca\r\nSet-Cookie: t.jpg", "caSet-Cookie_ t.jpg")]
    [InlineData("cat\u202egpj.exe", "catgpj.jpg")]
    [InlineData("half\ud83d.jpg", "half.jpg")]
    [InlineData("Nguye\u0302\u0303n.jpg", "Nguyễn.jpg")]
    [InlineData("漏水 😀.jpg", "漏水 😀.jpg")]
    [InlineData("<script>\".jpg", "_script__.jpg")]
    [InlineData("nul.jpg", "filenul.jpg")]
    [InlineData(" . ", "file.jpg")]
    [InlineData("", "file.jpg")]
    [InlineData(null, "file.jpg")]
    public void A_name_from_outside_is_made_harmless(string? given, string clean) => Assert.Equal(clean, FileNames.Clean(given, FileKind.Jpeg));

    [Fact]
    public void A_long_name_is_cut_before_its_ending_and_not_within_a_character()
    {
        var name = FileNames.Clean(new string('x', 115) + string.Concat(Enumerable.Repeat("😀", 100)) + ".jpg", FileKind.Jpeg);
        Assert.Equal(new string('x', 115) + ".jpg", name);
        Assert.Equal(FileNames.MaxLength, FileNames.Clean(new string('x', 300), FileKind.Jpeg).Length);
    }
}
