using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>The check itself: it must see what keeps people out, behind the content security policy of the real pages.</summary>
public sealed class NoticingABarrier(Browser browser)
{
    [Theory]
    [InlineData("color-contrast (serious): .soft", "document.querySelector('.soft').style.color = '#c8cdd2'")]
    [InlineData("label (critical): #Code", "document.querySelector('label[for=Code]').remove()")]
    [InlineData("html-has-lang (serious): html", "document.documentElement.removeAttribute('lang')")]
    public async Task A_planted_barrier_is_named_with_its_rule_and_element(string expected, string plant)
    {
        await using var site = await Site.StartAsync();
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await using var visitor = await browser.VisitAsync(site.Address);
        await visitor.Page.GotoAsync(expected.Contains("soft", StringComparison.Ordinal) ? "/error/404" : "/track");
        Assert.Empty(await Axe.LookAsync(visitor.Page, dark: false));

        await visitor.Page.EvaluateAsync($"() => {{ {plant} }}");

        Assert.Contains(await Axe.LookAsync(visitor.Page, dark: false), barrier => barrier.StartsWith(expected, StringComparison.Ordinal));
    }
}
