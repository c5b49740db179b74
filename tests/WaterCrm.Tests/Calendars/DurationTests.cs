using System.Text.Json;
using WaterCrm.Kernel.Calendars;

namespace WaterCrm.Tests.Calendars;

public sealed class DurationTests
{
    [Theory]
    [InlineData("30 min"), InlineData("24 h"), InlineData("30 wmin"), InlineData("4 wh"), InlineData("5 wd")]
    public void A_duration_is_written_as_it_is_read(string text)
    {
        Assert.Equal(text, Duration.Parse(text).ToString());
        Assert.Equal(Duration.Parse(text), JsonSerializer.Deserialize<Duration>(JsonSerializer.Serialize(Duration.Parse(text.Replace(" ", "", StringComparison.Ordinal)))));
    }

    [Theory]
    [InlineData(""), InlineData("wd"), InlineData("5"), InlineData("-1 wd"), InlineData("1.5 h"), InlineData("5 weeks"), InlineData("99999999999 h"), InlineData("2501 wd"), InlineData(null)]
    public void What_is_no_duration_is_not_taken_for_one(string? text) => Assert.False(Duration.TryParse(text, out _));
}
