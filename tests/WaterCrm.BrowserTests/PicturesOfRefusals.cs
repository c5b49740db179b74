using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests;

/// <summary>What people see when something does not work, as <see cref="PicturesOfEveryPage"/> takes the others: each error in the theme of the page that was asked for.</summary>
[Trait("Category", "Long")]
public sealed class PicturesOfRefusals(Browser browser) : IAsyncLifetime
{
    private readonly FakeTime clock = new();
    private Site site = null!;
    private Visitor desk = null!, street = null!;

    public async ValueTask InitializeAsync()
    {
        site = await Site.StartAsync(clock, services => services.Configure<MvcOptions>(mvc => mvc.Filters.Add(new FailsOnDemand())));
        (desk, street) = (await browser.VisitAsync(site.Address), await browser.VisitAsync(site.Address));
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator");
        await desk.SignInAsync("mai");
    }

    [Fact]
    public async Task Every_error_fits_the_screens_of_both_themes()
    {
        foreach (var code in new[] { 400, 403, 404, 405, 409, 413, 422, 429, 500, 503 })
        {
            await desk.TakeAsync($"/staff?fails={code}", $"error-staff-{code}");
            await street.TakeAsync($"/?fails={code}", $"error-public-{code}");
        }
    }

    [Fact]
    public async Task What_was_typed_in_vain_fits_the_screens()
    {
        await desk.Page.GotoAsync("/staff/roles/new");
        await desk.Page.FillAsync("#Name", "Meter readers");
        await SendStaleAsync(desk, "expired-staff");
        await street.Page.GotoAsync("/report");
        clock.Advance(TimeSpan.FromSeconds(20));
        await street.Page.Locator("input[name=Kind]").Nth(2).CheckAsync();
        await street.Page.FillAsync("#Place", "12 Lê Lợi");
        await street.Page.FillAsync("#Text", "Since this morning there is no water in the whole street.");
        await SendStaleAsync(street, "expired-public");

        await street.Page.GotoAsync("/report");
        await street.Page.Locator("input[name=Kind]").Nth(2).CheckAsync();
        await street.Page.FillAsync("#Place", "12 Lê Lợi");
        var big = Enumerable.Range(0, 3).Select(i => new FilePayload { Name = $"street-{i}.jpg", MimeType = "image/jpeg", Buffer = new byte[9 * 1024 * 1024] });
        await street.Page.SetInputFilesAsync("#Photos", big);
        await street.Page.ClickAsync("main form.report button.btn-primary");
        await street.NowAsync("too-large-public");
    }

    private static async Task SendStaleAsync(Visitor visitor, string name)
    {
        await visitor.Page.EvaluateAsync("() => document.querySelectorAll('main [name=__RequestVerificationToken]').forEach(field => field.value = 'old')");
        await visitor.Page.Locator("main form button.btn-primary").Last.ClickAsync();
        await visitor.NowAsync(name);
    }

    public async ValueTask DisposeAsync()
    {
        if (desk is not null) await desk.DisposeAsync();
        if (street is not null) await street.DisposeAsync();
        if (site is not null) await site.DisposeAsync();
    }

    /// <summary>Some errors cannot be brought about from a browser: this one asks for them.</summary>
    private sealed class FailsOnDemand : IResourceFilter
    {
        public void OnResourceExecuting(ResourceExecutingContext context)
        {
            if (context.HttpContext.Request.Query["fails"].ToString() is not { Length: > 0 } code) return;
            if (code == "500") throw new InvalidOperationException("It was asked for.");
            context.Result = new StatusCodeResult(int.Parse(code, System.Globalization.CultureInfo.InvariantCulture));
        }

        public void OnResourceExecuted(ResourceExecutedContext context)
        {
        }
    }
}
