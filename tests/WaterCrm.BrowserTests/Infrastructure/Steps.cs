using Microsoft.Playwright;

namespace WaterCrm.BrowserTests.Infrastructure;

/// <summary>What everybody does on the way: sign in, answer the step that waits, read the stages.</summary>
public static class Steps
{
    public static async Task SignInAsync(this Visitor visitor, string name)
    {
        await visitor.Page.GotoAsync("/staff/sign-in");
        await visitor.Page.FillAsync("[name=Name]", name);
        await visitor.Page.FillAsync("[name=Password]", Site.Password);
        await visitor.Page.ClickAsync("main form button.btn-primary");
        await Assertions.Expect(visitor.Page.Locator("details.user")).ToBeVisibleAsync();
    }

    /// <summary>Fills in the form of the waiting step and presses an outcome's button.</summary>
    public static async Task AnswerAsync(this Visitor visitor, string outcome, params (string Field, string Value)[] answers)
    {
        var now = visitor.Page.Locator(".step-now");
        foreach (var (field, value) in answers)
        {
            var inputs = now.Locator($"[name='answers.{field}']");
            if (await inputs.First.GetAttributeAsync("type") is "radio") await now.Locator($"[name='answers.{field}'][value='{value}']").CheckAsync();
            else await inputs.FillAsync(value);
        }
        await visitor.PressAsync(now.Locator($"button[name=outcome][value='{outcome}']"));
        Assert.Equal([], await visitor.Page.Locator(".error-summary, .invalid-feedback").AllInnerTextsAsync());
    }

    /// <summary>Presses what leads to another page, and waits until that is there.</summary>
    public static async Task PressAsync(this Visitor visitor, ILocator button)
    {
        await visitor.Page.EvaluateAsync("() => window.before = true");   // gone with the page that is left
        await button.ClickAsync();
        await visitor.Page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }

    /// <summary>The stage a report stands at, read by somebody who has only the link.</summary>
    public static async Task<string> StageAsync(this Visitor visitor, string trackingPage)
    {
        await visitor.Page.GotoAsync(trackingPage);
        var current = visitor.Page.Locator(".stages li[aria-current=step] > div").First;
        return await current.CountAsync() > 0
            ? (await current.InnerTextAsync()).Trim()
            : (await visitor.Page.Locator(".stages li.done > div:first-child").Last.InnerTextAsync()).Trim();
    }

    /// <summary>The address of the tracking page from a code such as 7K2M-9QXD-04RT-W8ZB.</summary>
    public static async Task<string> TrackingPageAsync(this Visitor visitor) => "/track/" + (await visitor.Page.Locator(".code").InnerTextAsync()).Trim();
}
