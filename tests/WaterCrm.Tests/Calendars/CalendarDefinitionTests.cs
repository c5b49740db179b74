using System.Globalization;
using System.Text.Json;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Calendars;

public sealed class CalendarDefinitionTests
{
    private const string Head = """ "code": "c", "name": "C", "timeZone": "Asia/Ho_Chi_Minh", "week": { "monday": ["08:00-12:00"] } """;

    [Theory]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Asia/Atlantis", "week": { "monday": ["08:00-12:00"] } }""", "timeZone")]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Etc/UTC", "week": { "monday": ["12:00-08:00"] } }""", "week.monday")]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Etc/UTC", "week": { "monday": ["08:00-24:01"] } }""", "week.monday")]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Etc/UTC", "week": { "monday": ["08:00-12:00", "11:00-13:00"] } }""", "week.monday")]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Etc/UTC", "week": { "moonday": [] } }""", "week.moonday")]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Etc/UTC", "week": { } }""", "week")]
    [InlineData("""{ "code": "c", "name": "C", "timeZone": "Etc/UTC" }""", "week")]
    [InlineData("""{ "name": "C", "timeZone": "Etc/UTC", "week": { "monday": ["08:00-12:00"] } }""", "code")]
    [InlineData("{" + Head + """, "holidays": [ { "name": "H", "date": "2026-02-30" } ] }""", "holidays[0].date")]
    [InlineData("{" + Head + """, "holidays": [ { "name": "H", "every": "02-30" } ] }""", "holidays[0].every")]
    [InlineData("{" + Head + """, "holidays": [ { "name": "H" } ] }""", "holidays[0].date")]
    [InlineData("{" + Head + """, "holidays": [ { "name": "H", "every": "01-01", "date": "2026-01-01" } ] }""", "holidays[0].date")]
    [InlineData("{" + Head + """, "holidays": [ { "name": "H", "from": "2026-02-01" } ] }""", "holidays[0].to")]
    [InlineData("{" + Head + """, "holidays": [ { "name": "H", "from": "2026-02-01", "to": "2126-02-01" } ] }""", "holidays[0].to")]
    [InlineData("{" + Head + """, "holidays": [ { "date": "2026-02-01" } ] }""", "holidays[0].name")]
    [InlineData("{" + Head + """, "holidays": [ { "name": { "vi": "Tết" }, "date": "2026-02-01" } ] }""", "holidays[0].name.en")]
    [InlineData("{" + Head + """, "makeUpDays": [ { "date": "2026-02-01", "worksAs": "lunchday" } ] }""", "makeUpDays[0].worksAs")]
    [InlineData("{" + Head + """, "makeUpDays": [ { "date": "2026-02-01" } ] }""", "makeUpDays[0].worksAs")]
    [InlineData("{" + Head + """, "makeUpDays": [ { "date": "2026-02-01", "worksAs": "monday" }, { "date": "2026-02-01", "worksAs": "monday" } ] }""", "makeUpDays[1].date")]
    [InlineData("{" + Head + """, "colour": "blue" }""", "colour")]
    [InlineData("{" + Head + """, "code": "again" }""", "")]
    [InlineData("{ not json", "")]
    [InlineData("[]", "")]
    public void What_is_wrong_is_named_at_its_place(string json, string place)
    {
        var parsed = WorkingCalendar.Parse(json);

        Assert.Equal("calendars.invalid", parsed.Error?.Code);
        Assert.Contains(parsed.Error!.Fields, f => f.Field == place && f.Message.Length > 0);
    }

    [Fact]
    public void A_broken_file_of_the_operator_stops_the_start_with_its_name_and_cause()
    {
        var folder = Directory.CreateTempSubdirectory("calendars");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "ours.calendar.json"), """{ "code": "office", "name": "Ours", "timeZone": "Etc/UTC", "week": { "sunday": ["10:00-11:00"] } }""");
            Assert.Equal("Ours", CalendarCatalog.Load(folder.FullName)["office"].Name.Words["en"]);

            File.WriteAllText(Path.Combine(folder.FullName, "bad.calendar.json"), """{ "code": "bad" }""");
            var refused = Assert.Throws<InvalidOperationException>(() => CalendarCatalog.Load(folder.FullName));
            Assert.Contains("bad.calendar.json", refused.Message, StringComparison.Ordinal);
            Assert.Contains("timeZone", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void The_shipped_calendars_are_found_and_speak_three_languages()
    {
        Assert.Equal(["24x7", "office"], CalendarCatalog.Load().All.Select(c => c.Code));
        Assert.Equal("Giờ hành chính", TestCalendars.Office.Name.In(CultureInfo.GetCultureInfo("vi-VN")));
        Assert.Equal("办公时间", TestCalendars.Office.Name.In(CultureInfo.GetCultureInfo("zh-CN")));
        Assert.Equal("Office hours", TestCalendars.Office.Name.In(CultureInfo.GetCultureInfo("fr")));
    }

    [Fact]
    public void The_published_schema_knows_the_properties_the_reader_knows()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Repository.PathOf("docs", "schemas", "calendar.schema.json")));
        var root = schema.RootElement;

        Assert.Equal(Known("""{ "?": 1 }""", "?"), Names(root));
        Assert.Equal(Known("""{ "week": { "?": 1 } }""", "week.?"), Names(root.GetProperty("properties").GetProperty("week")));
        var parts = root.GetProperty("$defs");
        Assert.Equal(Known("""{ "makeUpDays": [ { "?": 1 } ] }""", "makeUpDays[0].?"), Names(parts.GetProperty("makeUpDay")));
        string[] holiday = [.. Known("""{ "holidays": [ { "?": 1 } ] }""", "holidays[0].?"), .. Known("""{ "holidays": [ { "?": 1, "every": "01-01" } ] }""", "holidays[0].?")];
        Assert.Equal(holiday.Distinct().Order(StringComparer.Ordinal), Names(parts.GetProperty("holiday")));
    }

    private static IEnumerable<string> Names(JsonElement schema) => schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal);

    /// <summary>The refusal of an unknown property lists the known ones.</summary>
    private static IEnumerable<string> Known(string json, string place) =>
        ((string)WorkingCalendar.Parse(json).Error!.Fields.Single(f => f.Field == place).Args[0]).Split(", ");
}
