using System.Text;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Tests.Search;

public sealed class FoldingTests
{
    [Theory]
    [InlineData("Nguyễn Thị Hoa", "nguyen thi hoa")]
    [InlineData("hoà", "hoa")]
    [InlineData("hòa", "hoa")]
    [InlineData("Đường", "duong")]
    [InlineData("Ðường", "duong")]
    [InlineData("DƯƠNG", "duong")]
    [InlineData("王伟明", " 王  伟  明 ")]
    [InlineData("A栋２", "a 栋 2")]
    [InlineData("𠮷野", " 𠮷  野 ")]
    public void Marks_and_capitals_go_and_Chinese_characters_stand_alone(string text, string folded)
    {
        Assert.Equal(folded, Folding.Fold(text));
        Assert.Equal(folded, Folding.Fold(text.Normalize(NormalizationForm.FormD)));
    }

    [Fact]
    public void Half_a_character_does_no_harm()
    {
        Assert.Equal("half \ufffd", Folding.Fold("half \ud83d"));
        Assert.Equal("\ufffd half", Folding.Fold("\udca7 half"));
        Assert.Equal("half", Typed.Line("half\ud83d"));
    }
}

public sealed class SortKeyTests
{
    [Fact]
    public void Words_stand_in_the_order_of_the_Vietnamese_alphabet()
    {
        string[] ordered =
        [
            "an", "ang", "anh", "azz", "ăn", "ăng", "âm", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "ban", "dung", "dũng", "dương", "đa", "đức", "em", "êm", "hoa", "hòa", "hoàng",
            "oanh", "ông", "ơn", "tu", "tú", "tuấn", "tư", "tường", "xa", "yến",
        ];

        Assert.Equal(ordered, ordered.Reverse().OrderBy(SortKey.OfText, StringComparer.Ordinal));
        Assert.All(ordered, word => Assert.Equal(SortKey.OfText(word), SortKey.OfText(word.ToUpperInvariant().Normalize(NormalizationForm.FormD))));
    }

    [Fact]
    public void People_are_sorted_by_their_given_name_then_by_their_family_name()
    {
        string[] ordered = ["Lê Văn An", "Nguyễn Thị An", "Lê Văn Anh", "Trần Bình", "Phạm Đức", "王伟明"];

        Assert.Equal(ordered, ordered.Reverse().OrderBy(SortKey.OfName, StringComparer.Ordinal));
        Assert.Equal("", SortKey.OfName(" "));
    }
}
