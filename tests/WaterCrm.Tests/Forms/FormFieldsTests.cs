using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Components;
using static WaterCrm.Tests.Forms.TestForms;

namespace WaterCrm.Tests.Forms;

public sealed class FormFieldsTests : ComponentTestContext
{
    [Fact]
    public void A_text_field_stands_under_its_label_with_help_and_error_beside_it()
    {
        var form = One("text", """, "required": true, "help": "As on the bill" """);
        Render<FormFields>(p => p.Add(f => f.Form, form).Add(f => f.Reading, ReadIt(form, ""))).MarkupMatches("""
            <div class="mb-3">
              <label class="form-label" for="field-it">It <span class="form-required">(required)</span></label>
              <input class="form-control is-invalid" type="text" id="field-it" name="it" value="" aria-describedby="field-it-help field-it-error" aria-invalid="true">
              <div class="form-text" id="field-it-help">As on the bill</div>
              <div class="invalid-feedback d-block" id="field-it-error">Fill this in.</div>
            </div>
            """);
    }

    [Fact]
    public void Choices_are_a_group_with_a_legend()
    {
        var form = One("choice", """, "options": [ { "value": "a", "label": "Apple" }, { "value": "b", "label": "Bean" } ] """);
        Render<FormFields>(p => p.Add(f => f.Form, form).Add(f => f.Prefix, "x.").Add(f => f.Values, ReadIt(form, "b").Values)).MarkupMatches("""
            <fieldset class="mb-3" id="x-it">
              <legend class="form-label fs-6">It</legend>
              <div class="form-check"><input class="form-check-input" type="radio" id="x-it-0" name="x.it" value="a"><label class="form-check-label" for="x-it-0">Apple</label></div>
              <div class="form-check"><input class="form-check-input" type="radio" id="x-it-1" name="x.it" value="b" checked><label class="form-check-label" for="x-it-1">Bean</label></div>
              <div class="form-check"><input class="form-check-input" type="radio" id="x-it-2" name="x.it" value=""><label class="form-check-label" for="x-it-2">No answer</label></div>
            </fieldset>
            """);
    }

    [Fact]
    public void Many_choices_become_a_list_to_open()
    {
        var options = string.Join(",", Enumerable.Range(1, 12).Select(i => $$"""{ "value": "{{i}}", "label": "Zone {{i}}" }"""));
        var form = One("choice", $", \"options\": [{options}]");
        var select = Render<FormFields>(p => p.Add(f => f.Form, form).Add(f => f.Reading, ReadIt(form, "7"))).Find("select");

        Assert.Equal("7", ((IHtmlSelectElement)select).Value);
        Assert.Equal(13, select.Children.Length);
    }

    [Theory]
    [InlineData("name", "type=text autocomplete=name")]
    [InlineData("pressure", "type=text inputmode=decimal aria-describedby=field-pressure-unit")]
    [InlineData("since", "type=date")]
    [InlineData("at", "type=time")]
    [InlineData("call", "type=tel inputmode=tel autocomplete=tel")]
    [InlineData("photo", "type=file accept=image/jpeg,image/png,image/webp multiple=")]
    public void Each_field_brings_up_the_right_keyboard(string id, string attributes)
    {
        var input = Render<FormFields>(p => p.Add(f => f.Form, Everything)).Find($"#field-{id}");
        foreach (var (name, value) in attributes.Split(' ').Select(a => a.Split('=')).Select(a => (a[0], a[1]))) Assert.Equal(value, input.GetAttribute(name));
    }

    [Fact]
    public void Staff_who_type_for_others_are_not_offered_their_own_data() =>
        Assert.All(Render<FormFields>(p => p.Add(f => f.Form, Everything).Add(f => f.Autocomplete, false)).FindAll("input[type=text], input[type=tel]"), i => Assert.Equal("off", i.GetAttribute("autocomplete")));

    [Fact]
    public void What_was_typed_stays_to_be_corrected()
    {
        var reading = Read(Everything, ("name", "<b>\"Tám\" & con"), ("story", "\n first\n</textarea><script>"), ("pressure", "1,5"), ("since", "04.03.2026"), ("at", "later"), ("call", "?"), ("kind", "gone"));
        var page = Render<FormFields>(p => p.Add(f => f.Form, Everything).Add(f => f.Reading, reading));

        Assert.Equal("<b>\"Tám\" & con", page.Find("#field-name").GetAttribute("value"));
        Assert.Equal("\n first\n</textarea><script>", ((IHtmlTextAreaElement)page.Find("#field-story")).Value);
        Assert.Equal("1,5", page.Find("#field-pressure").GetAttribute("value"));
        // A browser's date field would throw away what it cannot read.
        Assert.Equal(("text", "04.03.2026"), (page.Find("#field-since").GetAttribute("type"), page.Find("#field-since").GetAttribute("value")));
        Assert.Equal(("text", "later"), (page.Find("#field-at").GetAttribute("type"), page.Find("#field-at").GetAttribute("value")));
        Assert.Contains("\"1,5\" is not a number", page.Find("#field-pressure-error").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("script"));
    }

    [Fact]
    public void What_is_shown_is_sent_back_as_the_same_answers()
    {
        var first = Read(Everything, ("name", "Hoa"), ("story", "\n\nthree\nlines"), ("pressure", "1.5"), ("since", "2026-03-04"), ("at", "07:05"), ("kind", "smell"), ("seen", "air"), ("danger", "yes"), ("call", "0912345678"));
        Assert.Empty(first.Problems);

        var page = Render<FormFields>(p => p.Add(f => f.Form, Everything).Add(f => f.Values, first.Values));

        Assert.Equal(first.Values.ToJson(), FormReader.Read(Everything, Submit(page)).Values.ToJson());
    }

    [Fact]
    public void Every_field_has_a_name_an_own_id_and_a_label_and_everything_described_is_there()
    {
        var page = Render<FormFields>(p => p.Add(f => f.Form, Everything).Add(f => f.Reading, Read(Everything, ("at", "x"))).Add(f => f.Prefix, "step[1]."));

        var ids = page.FindAll("[id]").Select(e => e.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(page.FindAll("input, textarea, select"), field =>
        {
            Assert.StartsWith("step[1].", field.GetAttribute("name"), StringComparison.Ordinal);
            Assert.Single(page.FindAll($"label[for='{field.Id}']"));
        });
        Assert.All(page.FindAll("[aria-describedby]").SelectMany(e => e.GetAttribute("aria-describedby")!.Split(' ')), id => Assert.Contains(id, ids));
    }

    [Theory]
    [InlineData("vi", "Họ tên (bắt buộc)", "Bằng lời của bạn", "Rò rỉ", "Smell", "Vui lòng điền mục này.")]
    [InlineData("zh-CN", "姓名 (必填)", "In your own words", "Leak", "Smell", "请填写此项。")]
    public void The_form_speaks_the_readers_language_and_English_where_a_translation_is_missing(string culture, string name, string help, string leak, string smell, string missing)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var page = Render<FormFields>(p => p.Add(f => f.Form, Everything).Add(f => f.Reading, Read(Everything)));
            Assert.Equal(name, page.Find("label[for=field-name]").TextContent);
            Assert.Equal(help, page.Find("#field-story-help").TextContent);
            Assert.Equal([leak, smell], page.FindAll("#field-kind label").Select(l => l.TextContent));
            Assert.Equal(missing, page.Find("#field-name-error").TextContent);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Fact]
    public void The_summary_leads_to_each_field_in_need()
    {
        var reading = Read(Everything, ("foreign", "1"), ("name", "Hoa"), ("pressure", "99"));
        var summary = Render<FormProblems>(p => p.Add(f => f.Reading, reading));
        var fields = Render<FormFields>(p => p.Add(f => f.Form, Everything).Add(f => f.Reading, reading));

        Assert.Equal(["#field-pressure", "#field-kind"], summary.FindAll("a").Select(a => a.GetAttribute("href")));
        Assert.All(summary.FindAll("a"), a => fields.Find(a.GetAttribute("href")!));
        Assert.Equal(3, summary.FindAll("li").Count);
        Assert.Empty(Render<FormProblems>(p => p.Add(f => f.Reading, null)).Markup.Trim());
    }

    [Fact]
    public void Answers_are_shown_as_people_write_them()
    {
        var photo = Guid.Parse("01980000-0000-7000-8000-000000000001");
        var values = FormValues.FromJson($$"""
            { "name": "<Hoa>", "story": "one\ntwo", "pressure": 1234.50, "since": "2026-03-04", "kind": "leak", "seen": ["mud", "gone"], "danger": false, "photo": ["{{photo}}"] }
            """);
        using var spoken = Languages.Speaking(Languages.Find("vi")!);

        var answers = Render<FormAnswers>(p => p.Add(f => f.Form, Everything).Add(f => f.Values, values).Add(f => f.FileUrl, id => $"/files/{id}"));

        Assert.Equal(["<Hoa>", "onetwo", "1.234,5 bar", "04/03/2026", "Không trả lời", "Rò rỉ", "Mud, gone", "Không", "Không trả lời", "Ảnh 1"], answers.FindAll("dd").Select(d => d.TextContent.Trim()));
        Assert.Equal($"/files/{photo}", answers.Find("a").GetAttribute("href"));
        Assert.Single(answers.FindAll("br"));
    }

    /// <summary>What a browser without scripts would send.</summary>
    private static IEnumerable<KeyValuePair<string, StringValues>> Submit(RenderedComponent<FormFields> page) =>
        from field in page.FindAll("input, textarea, select")
        let value = field switch
        {
            IHtmlInputElement { Type: "file" } => null,
            IHtmlInputElement { Type: "radio" or "checkbox", IsChecked: false } => null,
            IHtmlInputElement input => input.Value,
            IHtmlTextAreaElement area => area.Value.ReplaceLineEndings("\r\n"),
            IHtmlSelectElement list => list.Value,
            _ => null,
        }
        where value is not null
        group value by field.GetAttribute("name") into sent
        select KeyValuePair.Create(sent.Key, new StringValues([.. sent]));
}
