using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Tests.Messages;

/// <summary>What an SMS costs, against the figures of 3GPP TS 23.038 and 23.040.</summary>
public sealed class SmsTextTests
{
    /// <summary>The alphabet as the standard's table has it, row by row, once more and in another spelling than in the product.</summary>
    private static readonly int[] Alphabet =
    [
        0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D, 0xC5, 0xE5, 0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E, 0xC6, 0xE6, 0xDF, 0xC9,
        .. Enumerable.Range(0x20, 4), 0xA4, .. Enumerable.Range(0x25, 0x3F - 0x25 + 1), 0xA1, .. Enumerable.Range(0x41, 26), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7, 0xBF, .. Enumerable.Range(0x61, 26), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0,
    ];

    [Fact]
    public void The_default_alphabet_is_that_of_the_standard()
    {
        Assert.Equal(127, Alphabet.Length);   // 128 without the escape
        var one = Enumerable.Range(0, 0x2FFF).Where(c => SmsText.Measure(((char)c).ToString()) is { Encoding: SmsEncoding.Gsm7, Used: 1 }).ToList();
        Assert.Equal(Alphabet.Order(), one);
        var two = Enumerable.Range(0, 0x2FFF).Where(c => SmsText.Measure(((char)c).ToString()) is { Encoding: SmsEncoding.Gsm7, Used: 2 }).Select(c => (char)c);
        Assert.Equal("\f[\\]^{|}~€", string.Concat(two));
    }

    [Theory]
    [InlineData('a', 0, SmsEncoding.Gsm7, 0, 0)]
    [InlineData('a', 160, SmsEncoding.Gsm7, 160, 1)]
    [InlineData('a', 161, SmsEncoding.Gsm7, 161, 2)]
    [InlineData('a', 306, SmsEncoding.Gsm7, 306, 2)]
    [InlineData('a', 307, SmsEncoding.Gsm7, 307, 3)]
    [InlineData('€', 80, SmsEncoding.Gsm7, 160, 1)]
    [InlineData('€', 81, SmsEncoding.Gsm7, 162, 2)]
    [InlineData('ạ', 70, SmsEncoding.Ucs2, 70, 1)]
    [InlineData('ạ', 71, SmsEncoding.Ucs2, 71, 2)]
    [InlineData('水', 134, SmsEncoding.Ucs2, 134, 2)]
    [InlineData('水', 135, SmsEncoding.Ucs2, 135, 3)]
    public void A_text_takes_as_many_parts_as_the_network_sends(char sign, int count, SmsEncoding encoding, int used, int parts)
    {
        var measured = SmsText.Measure(new string(sign, count));
        Assert.Equal((encoding, used, parts), (measured.Encoding, measured.Used, measured.Segments));
    }

    [Fact]
    public void A_sign_of_two_septets_is_never_cut_in_two()
    {
        // 152 letters leave one septet in the first part, where the euro does not fit; so all 306 of two parts are not to be had.
        var text = new string('a', 152) + "€" + new string('a', 152);
        Assert.Equal((306, 3), (SmsText.Measure(text).Used, SmsText.Measure(text).Segments));
    }

    [Fact]
    public void An_emoji_is_never_cut_in_two()
    {
        var text = new string('水', 66) + "💧" + new string('水', 66);
        Assert.Equal((134, 3), (SmsText.Measure(text).Used, SmsText.Measure(text).Segments));
        Assert.Equal(["水", "💧"], SmsText.Measure(text).Forcing);
    }

    [Fact]
    public void What_makes_a_text_dear_is_named_once_and_in_order() => Assert.Equal(["ễ", "ạ", "đ"], SmsText.Measure("Nguyễn ạ! ễ đạ").Forcing);

    [Theory]
    [InlineData("Nguyễn Thị Đào ở Đường Lê Lợi", "Nguyen Thi Dao o Duong Le Loi")]
    [InlineData("ĐÃ TIẾP NHẬN PHẢN ÁNH", "DA TIEP NHAN PHAN ANH")]
    [InlineData("hoà và hòa", "hoa va hoa")]
    [InlineData("Ðông", "Dong")]
    [InlineData("“Nước” – sạch… 100.000\u00A0₫", "\"Nuoc\" - sach... 100.000 d")]
    [InlineData("水 và 💧", "水 va 💧")]
    [InlineData("ΔΩ 3€", "ΔΩ 3€")]
    public void Without_accents_a_text_keeps_its_letters_its_capitals_and_other_scripts(string typed, string plain)
    {
        Assert.Equal(plain, SmsText.WithoutAccents(typed));
        Assert.Equal(plain, SmsText.WithoutAccents(typed.Normalize(System.Text.NormalizationForm.FormD)));
    }

    [Fact]
    public void Every_vietnamese_letter_without_its_accent_is_in_the_cheap_alphabet()
    {
        const string letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";
        var both = letters + letters.ToUpperInvariant();
        var plain = SmsText.WithoutAccents(both);
        Assert.All(plain, c => Assert.True(char.IsAsciiLetter(c), c.ToString()));
        Assert.Equal(both.Length, plain.Length);
    }
}
