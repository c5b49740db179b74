using WaterCrm.Complaints;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Tests.Complaints;

public sealed class TrackingCodeTests
{
    [Fact]
    public void A_form_has_one_code_and_another_form_another()
    {
        var form = FormKey.New();

        Assert.Equal(TrackingCode.Of(form).Written, TrackingCode.Of(form).Written);
        Assert.NotEqual(TrackingCode.Of(form).Written, TrackingCode.Of(FormKey.New()).Written);
    }

    [Fact]
    public void However_it_is_typed_the_code_is_found()
    {
        var code = TrackingCode.Of(FormKey.New());

        Assert.Equal(code.Hash, TrackingCode.Typed($"  {code.Written.ToLowerInvariant().Replace('-', ' ')}").Hash);
        Assert.Equal(code.Hash, TrackingCode.Typed(code.Written.Replace('0', 'O').Replace('1', 'l')).Hash);
    }

    [Fact]
    public void All_eighty_bits_are_used()
    {
        var letters = new HashSet<char>[16];
        for (var i = 0; i < 16; i++) letters[i] = [];
        for (var n = 0; n < 2000; n++)
        {
            var written = TrackingCode.Of(FormKey.New()).Written.Replace("-", "");
            for (var i = 0; i < 16; i++) letters[i].Add(written[i]);
        }

        Assert.All(letters, seen => Assert.Equal(32, seen.Count));
    }

    [Theory]
    [InlineData(null), InlineData(""), InlineData("C-2026-000001"), InlineData("\0\uFFFF"), InlineData("' OR 1=1 --")]
    public void Anything_typed_is_a_code_that_can_be_looked_up(string? typed) => Assert.Equal(32, TrackingCode.Typed(typed).Hash.Length);
}
