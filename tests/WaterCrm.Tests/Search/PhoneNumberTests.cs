using WaterCrm.Kernel.Search;

namespace WaterCrm.Tests.Search;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0912345678"), InlineData("0912 345 678"), InlineData("0912.345.678"), InlineData("(0912) 345-678"), InlineData("+84912345678"), InlineData("+84 (0)912 345 678")]
    [InlineData("0084 912 345 678"), InlineData("84912345678"), InlineData("912345678"), InlineData("０９１２３４５６７８"), InlineData("\u202a0912345678\u202c"), InlineData(" +84\u00a0912\u2011345\u2011678 ")]
    public void Every_spelling_of_a_number_becomes_the_same(string written) => Assert.Equal("84912345678", PhoneNumber.Normalise(written));

    [Theory]
    [InlineData("024 3825 3555", "84", "842438253555")]      // a landline in Hanoi
    [InlineData("+86 138 0013 8000", "84", "8613800138000")] // abroad
    [InlineData("13800138000", "86", "8613800138000")]
    [InlineData("021-6251 1234", "86", "862162511234")]
    [InlineData("+44 20 7946 0958", "84", "442079460958")]
    [InlineData("1900 1234", "84", "19001234")]              // hotlines have no international form
    [InlineData("113", "84", "113")]
    [InlineData("962740", "86", "962740")]
    public void Landlines_foreign_numbers_and_hotlines_find_their_form(string written, string country, string normal) => Assert.Equal(normal, PhoneNumber.Normalise(written, country));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("12"), InlineData("+"), InlineData("no phone"), InlineData("0912345678 Hoa"), InlineData("09123+45678"), InlineData("0000000"), InlineData("1234567890123456")]
    [InlineData("0912345678, 0987654321"), InlineData("\ud83d0912345678"), InlineData("0912345678\0"), InlineData("+84")]
    public void What_is_no_number_is_none(string? written) => Assert.Null(PhoneNumber.Normalise(written));

    [Theory]
    [InlineData("84912345678", "84"), InlineData("19001234", "84"), InlineData("8613800138000", "86"), InlineData("8613800138000", "84")]
    public void A_normal_form_is_its_own_normal_form(string normal, string country) => Assert.Equal(normal, PhoneNumber.Normalise(normal, country));
}
