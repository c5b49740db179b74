using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;
using static WaterCrm.Tests.Forms.TestForms;

namespace WaterCrm.Tests.Forms;

public sealed class ReadingAFormTests
{
    private static readonly Guid Picture = Guid.Parse("01980000-0000-7000-8000-000000000001");

    [Theory]
    [InlineData("en"), InlineData("vi"), InlineData("zh-Hans"), InlineData("de")]
    public void Answers_are_read_alike_in_every_language_and_come_back_from_storage(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var reading = FormReader.Read(Everything, Sent(("a.name", " Nguye\u0302\u0303n Hoa "), ("a.story", "one\r\ntwo 😀"), ("a.pressure", "1.5"), ("a.since", "2026-03-04"), ("a.at", "07:05:00"),
                ("a.kind", "leak"), ("a.seen", "mud"), ("a.seen", "air"), ("a.danger", "no"), ("a.call", "0912 345 678"), ("note", "of the page around")), "a.",
                new Dictionary<string, IReadOnlyList<Guid>> { ["photo"] = [Picture] });

            Assert.Empty(reading.Problems);
            Assert.Null(reading.Error);
            foreach (var values in new[] { reading.Values, FormValues.FromJson(reading.Values.ToJson()), JsonSerializer.Deserialize<FormValues>(JsonSerializer.Serialize(reading.Values))! })
            {
                Assert.Equal("Nguyễn Hoa", values.Text("name"));
                Assert.Equal("one\ntwo 😀", values.Text("story"));
                Assert.Equal(1.5m, values.Number("pressure"));
                Assert.Equal(new DateOnly(2026, 3, 4), values.Date("since"));
                Assert.Equal(new TimeOnly(7, 5), values.Time("at"));
                Assert.Equal("leak", values.Text("kind"));
                Assert.Equal(["mud", "air"], values.Choices("seen"));
                Assert.False(values.YesNo("danger"));
                Assert.Equal("0912 345 678", values.Text("call"));
                Assert.Equal([Picture.ToString()], values.Choices("photo"));
            }
            Assert.Contains("Nguyễn", reading.Values.ToJson(), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("vi", "1,5", true)]
    [InlineData("vi", "1.5", true)]
    [InlineData("vi", "1.000,5", false)]
    [InlineData("zh-Hans", "1,5", false)]
    public void A_decimal_comma_is_read_where_people_write_one(string language, string typed, bool isRead)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var reading = FormReader.Read(Everything, Sent(("a.pressure", typed)), "a.");

            Assert.Equal(isRead, reading.Problems.All(p => p.Field != "pressure"));
            Assert.Equal(isRead ? 1.5m : null, reading.Values.Number("pressure"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("number", "1,5", "not a number")]
    [InlineData("number", "1 000", "not a number")]
    [InlineData("number", "1e3", "not a number")]
    [InlineData("number", "NaN", "not a number")]
    [InlineData("number", "99999999999999999999999999999999999999", "not a number")]
    [InlineData("date", "04.03.2026", "not a date")]
    [InlineData("date", "2026-02-30", "not a date")]
    [InlineData("date", "0001-01-01", "too far away")]
    [InlineData("time", "25:00", "not a time")]
    [InlineData("yesno", "perhaps", "not among those offered")]
    [InlineData("phone", "ask my wife", "not a telephone number")]
    [InlineData("phone", "++84", "not a telephone number")]
    [InlineData("text", "one\r\ntwo", "on one line")]
    [InlineData("text", "NUL\0inside", "control characters")]
    [InlineData("longtext", "escape\u001binside", "control characters")]
    [InlineData("longtext", "half \ud83d character", "cannot be read")]
    [InlineData("longtext", "broken \ufffd bytes", "cannot be read")]
    [InlineData("number", "1\ud83d", "cannot be read")]
    [InlineData("phone", "\ude00", "cannot be read")]
    [InlineData("photo", "C:\\fakepath\\cat.jpg", "from this device")]
    public void What_cannot_be_used_is_said_and_kept(string type, string typed, string said)
    {
        var reading = ReadIt(One(type), typed);

        var problem = Assert.Single(reading.Problems);
        Assert.Equal("it", problem.Field);
        Assert.Contains(said, problem.Message, StringComparison.Ordinal);
        Assert.Equal([typed], reading.Typed("it"));
        Assert.False(reading.Values.Has("it"));
    }

    [Theory]
    [InlineData("text"), InlineData("longtext"), InlineData("number"), InlineData("date"), InlineData("time"), InlineData("yesno"), InlineData("phone"), InlineData("photo")]
    public void A_hundred_thousand_characters_are_a_clear_refusal(string type)
    {
        var book = new string('x', 100_000);
        var reading = ReadIt(One(type), book);

        var problem = Assert.Single(reading.Problems);
        Assert.True(string.Format(CultureInfo.InvariantCulture, problem.Message, problem.Args).Length < 200);
        Assert.Equal([book], reading.Typed("it"));
    }

    [Fact]
    public void A_text_that_is_too_long_says_by_how_much()
    {
        var form = One("longtext", """, "maxLength": 5 """);
        Assert.Empty(ReadIt(form, "12\r\n45").Problems);   // a line break is one character, though browsers send two
        Assert.Equal([6, 5], Assert.Single(ReadIt(form, "12\r\n456").Problems).Args);
    }

    [Theory]
    [InlineData("-0.1", false), InlineData("0", true), InlineData("16.5", true), InlineData("16.51", false), InlineData("１２．５", true)]
    public void A_number_keeps_within_its_limits(string typed, bool fits) =>
        Assert.Equal(fits, ReadIt(One("number", """, "min": 0, "max": 16.5 """), typed).IsValid);

    [Fact]
    public void Required_fields_are_asked_for_but_not_in_a_draft()
    {
        Assert.Equal(["name", "kind"], Read(Everything, ("name", " \t "), ("kind", "")).Problems.Select(p => p.Field));
        Assert.True(FormReader.Read(Everything, [], draft: true).IsValid);
    }

    [Fact]
    public void Fields_the_form_does_not_have_are_refused_once_however_many_there_are()
    {
        var reading = FormReader.Read(One("text"), Enumerable.Range(0, 500).Select(i => KeyValuePair.Create($"x{i}\0", new StringValues("1"))));

        Assert.Equal("", Assert.Single(reading.Problems).Field);
        Assert.False(Read(Everything, ("hint", "answered"), ("name", "A"), ("kind", "leak")).IsValid);   // a note asks nothing
        Assert.True(Read(One("text"), ("__RequestVerificationToken", "x")).IsValid);
    }

    [Fact]
    public void One_answer_means_one()
    {
        Assert.Contains("one answer only", Assert.Single(ReadIt(One("text"), "a", "b").Problems).Message, StringComparison.Ordinal);
        Assert.False(ReadIt(One("choice", """, "options": [ { "value": "a", "label": "A" } ] """), "b").IsValid);
        Assert.False(ReadIt(One("choices", """, "options": [ { "value": "a", "label": "A" } ] """), "a", "b").IsValid);
    }

    [Fact]
    public void More_photos_than_fit_are_refused()
    {
        FormReading Photos(int count) => FormReader.Read(One("photo", """, "maxFiles": 2 """), [], files: new Dictionary<string, IReadOnlyList<Guid>> { ["it"] = [.. Enumerable.Repeat(Picture, count)] });

        Assert.True(Photos(2).IsValid);
        Assert.False(Photos(3).IsValid);
    }

    [Fact]
    public void The_refusal_names_the_fields_as_the_page_does() =>
        Assert.Equal(["a.name", "a.kind"], FormReader.Read(Everything, [], "a.").Error!.Fields.Select(f => f.Field));

    /// <summary>Whatever is sent: an answer or a sentence, never an exception.</summary>
    [Fact]
    public void Nothing_that_can_be_sent_makes_it_throw()
    {
        var random = new Random(20261121);
        string[] pieces = ["\0", "\ud83d", "\ude00", "\ufffd", "\uffff", "1.5", "-", "2026-03-04", "yes", "leak", "😀", "ễ", "\r\n", "\u202e", "<script>", new string('9', 70), " ", "+84", "0912", "\u0302"];
        for (var run = 0; run < 5_000; run++)
        {
            var sent = Everything.Fields.Select(f => (f.Id, string.Concat(Enumerable.Range(0, random.Next(4)).Select(_ => pieces[random.Next(pieces.Length)])))).ToArray();
            var reading = Read(Everything, sent);
            Assert.Equal(reading.Values.ToJson(), FormValues.FromJson(reading.Values.ToJson()).ToJson());
        }
    }

    private static IEnumerable<KeyValuePair<string, StringValues>> Sent(params (string Name, string Value)[] sent) =>
        sent.GroupBy(s => s.Name, s => s.Value).Select(g => KeyValuePair.Create(g.Key, new StringValues([.. g])));
}
