using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>What shuts somebody out, or lets somebody in with less, is asked about first and done when the answer comes.</summary>
public sealed class AskingBeforeShuttingOutTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_person_is_deactivated_after_a_page_that_says_what_follows()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        var (browser, id) = await host.NewPerson(StandardRoles.CareStaff);
        using var _ = browser;
        Assert.Contains($"href=\"/staff/people/{id}/deactivate\"", await admin.GetStringAsync($"/staff/people/{id}", Token), StringComparison.Ordinal);

        var question = WebUtility.HtmlDecode(await admin.GetStringAsync($"/staff/people/{id}/deactivate", Token));
        Assert.Contains("Deactivate Care staff?", question, StringComparison.Ordinal);
        Assert.Contains($"href=\"/staff/people/{id}\"", question, StringComparison.Ordinal);
        Assert.True(await IsActive(id));

        using var done = await admin.PostForm($"/staff/people/{id}/deactivate", $"/staff/people/{id}/deactivate");
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.False(await IsActive(id));
    }

    [Fact]
    public async Task A_second_factor_is_taken_away_after_a_page_that_says_what_follows()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        var (browser, id) = await host.NewPerson(StandardRoles.CareStaff);
        using var _ = browser;
        var question = WebUtility.HtmlDecode(await admin.GetStringAsync($"/staff/people/{id}/second-factor/reset", Token));

        Assert.Contains("Take the second factor of Care staff away?", question, StringComparison.Ordinal);
        Assert.Contains("the password alone opens the account", question, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync($"/staff/people/{Guid.NewGuid()}/second-factor/reset", Token)).StatusCode);
    }

    private Task<bool> IsActive(Guid id) => host.InScope(s => s.GetRequiredService<KernelDbContext>().People.Where(p => p.Id == id).Select(p => p.IsActive).SingleAsync());
}
