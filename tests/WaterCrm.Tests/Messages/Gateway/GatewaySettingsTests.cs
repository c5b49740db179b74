using WaterCrm.Kernel.Messages.Gateway;
using WaterCrm.Kernel.Messages.Http;
using WaterCrm.Tests.Complaints;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.Gateway;

/// <summary>What somebody may enter for a gateway, and what of it is shown again.</summary>
public sealed class GatewaySettingsTests
{
    private static readonly GatewaySettings Good = new() { Address = "https://gateway.example.org/send", Headers = "Authorization: Bearer {{key}}", Placeholders = "key = s3cr3t" };

    private static readonly (string Field, Func<GatewaySettings, GatewaySettings> Change)[] Wrong =
    [
        ("Address", s => s with { Address = "gateway.example.org" }),
        ("Address", s => s with { Address = "ftp://gateway.example.org/" }),
        ("Address", s => s with { Address = "https://{{to}}.example.org/" }),
        ("Address", s => s with { Address = "https://example.org/{{text}}" }),
        ("Address", s => s with { Address = "https://user:password@example.org/" }),
        ("Headers", s => s with { Headers = "no colon" }),
        ("Headers", s => s with { Headers = "Host: elsewhere.example" }),
        ("Headers", s => s with { Headers = "Content-Length: 3" }),
        ("Headers", s => s with { Headers = "X-To: {{to}}" }),
        ("Headers", s => s with { Headers = "X: a\u000bb" }),
        ("Headers", s => s with { Headers = "X-Tên: 1" }),
        ("Headers", s => s with { Headers = "X-A: 1\nx-a: 2" }),
        ("Placeholders", s => s with { Placeholders = "text = 1" }),
        ("Placeholders", s => s with { Placeholders = "Key = 1" }),
        ("Body", s => s with { Body = """{"to": {{to}}, "text": "{{text}}"}""" }),
        ("Body", s => s with { Body = """{"to": "{{to}}", "text": "{{text}}" """ }),
        ("Body", s => s with { Body = """{"to": "{{to}}"}""" }),
        ("Body", s => s with { Body = """{"to": "{{to}}", "text": "{{text}}", "x": "{{nobody}}"}""" }),
        ("Body", s => s with { Method = "GET" }),
        ("ContentType", s => s with { ContentType = "a\r\nX: 1" }),
        ("TakenStatuses", s => s with { TakenStatuses = "ok" }),
        ("TakenStatuses", s => s with { TakenStatuses = "2x0" }),
        ("LaterStatuses", s => s with { LaterStatuses = "999" }),
        ("TakenPlace", s => s with { TakenPlace = "a..b", TakenValues = "1" }),
        ("TakenValues", s => s with { TakenPlace = "a.b" }),
        ("ReferencePlace", s => s with { ReferencePlace = "[x]" }),
    ];

    [Fact]
    public void What_could_not_be_asked_is_refused_where_it_was_typed()
    {
        foreach (var (field, change) in Wrong) Assert.True(new GatewayRules().Validate(change(Good)).Errors.Exists(e => e.PropertyName == field), $"{field}: {change(Good)}");
    }

    [Fact]
    public void What_gateways_want_can_be_entered()
    {
        foreach (var settings in new[] { Good, new(), Good with { Headers = "-", Placeholders = "-" }, Good with { Method = "GET", Headers = "", Address = "https://gateway.example.org/?to={{to}}&text={{text}}&key={{key}}", Body = "" } })
            Assert.Empty(new GatewayRules().Validate(settings).Errors);
    }

    [Theory]
    [InlineData("a.b[1].c", "x")]
    [InlineData("[0]", null)]
    [InlineData("n", "12.50")]
    [InlineData("yes", "true")]
    [InlineData("a", null)]
    [InlineData("a.b[7]", null)]
    [InlineData("none.none", null)]
    public void A_value_is_found_by_where_it_stands(string place, string? value) =>
        Assert.Equal(value, JsonPlace.Find("""{"a": {"b": [0, {"c": "x"}]}, "n": 12.50, "yes": true}""", place));

    [Fact]
    public async Task A_key_that_was_entered_is_never_shown_again_and_stays_when_the_form_is_sent_without_it()
    {
        await using var host = await TestHost.StartAsync();
        await host.Set(Good);
        using var admin = await host.SignedInAs("Administrator");

        var page = await admin.Visit("/staff/admin/settings/sms");
        var shown = page.DocumentElement.OuterHtml;

        Assert.DoesNotContain("s3cr3t", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", page.QuerySelector("#set-Headers")!.TextContent, StringComparison.Ordinal);
        using var saved = await admin.PostForm("/staff/admin/settings/sms", "/staff/admin/settings/sms", [.. Fields(page).Where(f => f.Name != "set.Sender"), ("set.Sender", "CAPNUOC")]);
        Assert.Equal(System.Net.HttpStatusCode.Redirect, saved.StatusCode);
        var now = await host.InScope(s => Task.FromResult(((Kernel.Settings.Settings<GatewaySettings>)s.GetService(typeof(Kernel.Settings.Settings<GatewaySettings>))!).Current));
        Assert.Equal(("CAPNUOC", Good.Headers, Good.Placeholders), (now.Sender, now.Headers, now.Placeholders));
    }

    private static IEnumerable<(string Name, string Value)> Fields(AngleSharp.Html.Dom.IHtmlDocument page)
    {
        foreach (var field in page.QuerySelectorAll("main [name]"))
        {
            var name = field.GetAttribute("name")!;
            if (name.StartsWith("__", StringComparison.Ordinal)) continue;
            if (field is AngleSharp.Html.Dom.IHtmlTextAreaElement long_) yield return (name, long_.Value);
            else if (field is AngleSharp.Html.Dom.IHtmlSelectElement select) yield return (name, select.Value ?? "");
            else if (field is AngleSharp.Html.Dom.IHtmlInputElement { Type: not ("checkbox" or "radio") } input) yield return (name, input.Value);
            else if (field is AngleSharp.Html.Dom.IHtmlInputElement { IsChecked: true } chosen) yield return (name, chosen.Value);
        }
    }
}
