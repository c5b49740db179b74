using System.Globalization;
using WaterCrm.Kernel.Imports;

namespace WaterCrm.Tests.Imports;

/// <summary>What is wrong with a map is said by the map's own words, before anything is read with it.</summary>
public sealed class WrongMapsTests
{
    [Theory]
    [InlineData("\"columns\": [null]", "fields.reportedAt.columns")]
    [InlineData("\"columns\": [\"a\", null]", "fields.reportedAt.columns")]
    [InlineData("\"columns\": [\"a\"], \"formats\": [\"%\"]", "fields.reportedAt.formats")]
    [InlineData("\"columns\": [\"a\"], \"formats\": [\"yyyy-MM-dd\", null]", "fields.reportedAt.formats")]
    [InlineData("\"columns\": [\"a\"], \"formats\": [\"\"]", "fields.reportedAt.formats")]
    [InlineData("\"columns\": [\"a\"], \"formats\": [\"dd 'of\"]", "fields.reportedAt.formats")]
    [InlineData("\"columns\": [\"a\"], \"formats\": [\"Q\"]", "fields.reportedAt.formats")]
    public void A_heading_or_a_form_of_dates_that_is_none_is_named_with_its_field(string column, string place) => Assert.Contains(place, Said("old", column), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("old\\u0000")]
    [InlineData("old\\nnew")]
    [InlineData("a name of more than thirty-two characters")]
    public void A_system_that_no_row_could_keep_is_refused(string system) => Assert.Contains("\"system\"", Said(system, "\"columns\": [\"a\"]"), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\\u0000")]
    [InlineData("../../etc/passwd")]
    public void A_zone_that_is_none_is_refused(string zone) =>
        Assert.Contains("timeZone", Message($$"""{ "target": "complaints", "system": "old", "timeZone": "{{zone}}", "fields": {} }"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("d")]
    [InlineData("MM/dd/yyyy hh:mm tt")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ssK")]
    [InlineData("d/M/yy")]
    public void A_form_of_dates_is_taken_as_it_is(string format) => Assert.Null(ImportMap.Parse(Json("old", $"\"columns\": [\"a\"], \"formats\": [\"{format}\"]")).Error);

    private static string Said(string system, string column) => Message(Json(system, column));

    private static string Message(string json)
    {
        var error = ImportMap.Parse(json).Error;
        Assert.NotNull(error);
        return string.Format(CultureInfo.InvariantCulture, error.Message, error.Args);
    }

    private static string Json(string system, string column) =>
        $$"""{ "target": "complaints", "system": "{{system}}", "timeZone": "UTC", "fields": { "reportedAt": { {{column}} } } }""";
}
