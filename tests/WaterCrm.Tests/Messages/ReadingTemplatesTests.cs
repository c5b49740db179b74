using System.Diagnostics.CodeAnalysis;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Templates.Reading;

namespace WaterCrm.Tests.Messages;

/// <summary>The small language of places: what it says, and what it refuses with line and column.</summary>
public sealed class ReadingTemplatesTests
{
    private static readonly DateTime Due = new(2026, 3, 2, 9, 30, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("Dear {{name}}, {{ name }}!", "en", "Dear Hoa, Hoa!")]
    [InlineData("{{due}}|{{due | date}}|{{due|time}}", "en", "2 Mar 2026 16:30|2 Mar 2026|16:30")]
    [InlineData("{{due}}|{{due | date}}|{{due|time}}", "vi", "02/03/2026 16:30|02/03/2026|16:30")]
    [InlineData("{{due}}|{{sum}}|{{count}}", "zh-Hans", "2026年3月2日 16:30|125,000\u00A0₫|1,204")]
    [InlineData("{{sum}}|{{count}}", "vi", "125.000\u00A0₫|1.204")]
    [InlineData("{{link}}", "vi", "https://a.example/b?c=1")]
    [InlineData("{ one brace } and }} are words", "en", "{ one brace } and }} are words")]
    [InlineData("{{#if name}}yes{{else}}no{{/if}} {{#if note}}yes{{else}}no{{/if}} {{#if note}}yes{{/if}}.", "en", "yes no .")]
    [InlineData("{{#if name}}{{#if due}}both{{else}}one{{/if}}{{/if}}", "en", "both")]
    [InlineData("a\n{{#if name}}\nb\n{{else}}\nc\n{{/if}}\nd", "en", "a\nb\nd")]
    [InlineData("a\r\n  {{#if note}}  \r\nb\r\n{{/if}}\r\nd", "en", "a\nd")]
    [InlineData("a\n{{name}}\n{{#if name}} b {{/if}}\nc", "en", "a\nHoa\n b \nc")]
    [InlineData("{{name}} {{#if name}}\nb{{/if}}", "en", "Hoa \nb")]
    public void Values_stand_in_the_text_as_the_language_writes_them(string text, string language, string expected) =>
        Assert.Equal((expected, null), World.Fill(text, language, ("name", "Hoa"), ("due", Due), ("sum", 125_000L), ("count", 1204), ("link", "https://a.example/b?c=1")));

    [Theory]
    [InlineData("Dear {{nam}}", "messages.place-unknown 1 6 nam")]
    [InlineData("one\ntwo\n💧水 {{nobody.here}}", "messages.place-unknown 3 4 nobody.here")]
    [InlineData("{{name", "messages.place-unended 1 1")]
    [InlineData("a\n b {{name\n}}", "messages.place-unended 2 4")]
    [InlineData("{{}}", "messages.place-unwritten 1 1 {{}}")]
    [InlineData("{{Name}}", "messages.place-unwritten 1 1 {{Name}}")]
    [InlineData("{{#each name}}", "messages.place-unwritten 1 1 {{#each name}}")]
    [InlineData("{{name.Substring(0)}}", "messages.place-unwritten 1 1 {{name.Substring(0)}}")]
    [InlineData("{{due | year}}", "messages.format-unknown 1 1 due year")]
    [InlineData("{{name | date}}", "messages.format-unknown 1 1 name date")]
    [InlineData("{{#if name}}\nx", "messages.block-unclosed 1 1 {{#if name}}")]
    [InlineData("x {{/if}}", "messages.block-loose 1 3 {{/if}}")]
    [InlineData("{{else}}", "messages.block-loose 1 1 {{else}}")]
    [InlineData("{{#if name}}a{{else}}b{{else}}c{{/if}}", "messages.second-else 1 23")]
    [InlineData("{{#if nobody}}x{{/if}}", "messages.place-unknown 1 1 nobody")]
    [InlineData("a\0b", "messages.text-unreadable ")]
    [InlineData("a\uE0000\uE001", "messages.text-unreadable ")]
    public void A_mistake_is_told_with_its_line_and_column(string text, string expected) => Assert.Equal(expected, World.Said(World.Wrong(text)));

    [Fact]
    public void Half_a_character_is_no_text() => Assert.Equal("messages.text-unreadable", World.Wrong("a\uD83D").Code);

    [Fact]
    public void Depth_places_and_size_have_an_end()
    {
        string Deep(int levels) => string.Concat(Enumerable.Repeat("{{#if name}}", levels)) + "x" + string.Concat(Enumerable.Repeat("{{/if}}", levels));

        Assert.Null(World.Read(Deep(Template.Deepest)).Error);
        Assert.Equal("messages.too-deep 1 61 5", World.Said(World.Wrong(Deep(Template.Deepest + 1))));
        Assert.Null(World.Read(string.Concat(Enumerable.Repeat("{{name}}", Template.MostPlaces))).Error);
        Assert.Equal("messages.too-many-places", World.Wrong(string.Concat(Enumerable.Repeat("{{name}}", Template.MostPlaces + 1))).Code);
        Assert.Null(World.Read(new string('a', 5_000)).Error);
        Assert.Equal("messages.text-too-long 5001 5000", World.Said(World.Wrong(new string('a', 5_001))));
    }

    [Fact]
    public void A_text_without_an_end_is_given_up_and_told()
    {
        var (text, refusal) = World.Fill(string.Concat(Enumerable.Repeat("{{note}}", 20)), "en", ("note", new string('a', 1_000)));
        Assert.Equal("messages.output-too-long 5000", World.Said(refusal!));
        Assert.InRange(text.Length, 5_000, 6_000);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("\u202E\u0007")]
    public void A_value_that_is_not_there_is_refused_by_its_name_with_all_others(string? empty) =>
        Assert.Equal("messages.value-missing due, name", World.Said(World.Fill("{{name}} {{due}} {{#if note}}{{note}}{{/if}} {{count}}", "en", ("name", empty), ("count", 0)).Refusal!));

    [Theory]
    [InlineData("due", "2 March")]
    [InlineData("count", "many")]
    [InlineData("count", 1.5)]
    [InlineData("sum", true)]
    [InlineData("name", 5)]
    [InlineData("link", "javascript:alert(1)")]
    [InlineData("link", "/track/1")]
    [InlineData("link", "file:///etc/passwd")]
    public void A_value_of_another_kind_is_refused(string name, object value) =>
        Assert.Equal("messages.value-wrong " + name, World.Said(World.Fill($"{{{{{name}}}}}", "en", (name, value)).Refusal!));

    [Fact]
    public void A_value_is_never_read_as_a_text() =>
        Assert.Equal("{{note}} {{#if x}} \uE0001\uE001", World.Fill("{{name}}", "en", ("name", "{{note}} {{#if x}} \uE0001\uE001"), ("note", "secret")).Text);

    [Fact]
    [SuppressMessage("Globalization", "CA1303", Justification = "made-up texts")]
    public void No_nonsense_makes_it_throw()
    {
        var random = new Random(20261122);
        string[] bits = ["{{", "}}", "#if ", "/if", "else", "name", "due", " | ", "date", "\n", "\r\n", " ", "{", "}", "水", "💧", "é", "x", "{{#if name}}", "{{/if}}", "{{else}}"];
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(14)).Select(_ => bits[random.Next(bits.Length)]));
            var read = World.Read(text);
            if (read.Error is { } error) Assert.True(error.Args is [] or [int and > 0, int and > 0, ..], text);
            else World.Filler(("name", "Hoa"), ("due", Due)).Fill(read.Value, v => v.Text, 5_000);
        }
    }
}
