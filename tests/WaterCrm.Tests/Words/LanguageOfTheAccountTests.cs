using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Words;

/// <summary>Who works here finds the language again in every browser; a visitor's stays in the browser.</summary>
public abstract class LanguageOfTheAccountTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_language_chosen_while_signed_in_is_there_after_signing_in_elsewhere()
    {
        var (browser, id) = await host.NewPerson(StandardRoles.CareStaff);
        using var chosen = await browser.PostAsync("/language", new FormUrlEncodedContent([new("culture", "zh-Hans"), new("back", "/staff")]), Token);
        Assert.Equal("/staff", chosen.Headers.Location?.OriginalString);
        Assert.Equal("zh-Hans", await host.InScope(s => s.GetRequiredService<KernelDbContext>().People.Where(p => p.Id == id).Select(p => p.Language).SingleAsync(Token)));

        var http = new Microsoft.AspNetCore.Http.DefaultHttpContext();
        await host.InScope(async services =>
        {
            http.RequestServices = services;
            services.GetRequiredService<Microsoft.AspNetCore.Http.IHttpContextAccessor>().HttpContext = http;
            await services.GetRequiredService<ISessions>().Begin(id);
            return true;
        });
        Assert.Contains(http.Response.Headers.SetCookie, cookie => cookie!.StartsWith("language=zh-Hans;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_visitors_choice_is_written_nowhere_but_into_the_browser()
    {
        using var chosen = await host.Client.PostAsync("/language", new FormUrlEncodedContent([new("culture", "vi"), new("back", "/")]), Token);

        Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        Assert.Equal(0, await host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync(a => a.Action == "people.own-language-chosen", Token)));
    }

    [Theory]
    [InlineData("/track?lang=vi&code=x", "/track?code=x")]
    [InlineData("/track?lang=vi", "/track")]
    [InlineData("/staff/customers?q=a%26b", "/staff/customers?q=a%26b")]
    public async Task An_address_that_asks_for_a_language_loses_it_when_another_is_chosen(string back, string expected)
    {
        using var chosen = await host.Client.PostAsync("/language", new FormUrlEncodedContent([new("culture", "en"), new("back", back)]), Token);
        Assert.Equal(expected, chosen.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_language_in_the_address_goes_before_the_one_chosen()
    {
        using var chosen = await host.Client.PostAsync("/language", new FormUrlEncodedContent([new("culture", "en"), new("back", "/")]), Token);

        Assert.Contains("<html lang=\"vi\"", await host.Client.GetStringAsync("/track?lang=vi", Token), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await host.Client.GetStringAsync("/track?lang=tlh", Token), StringComparison.Ordinal);
    }
}

public sealed class LanguageOfTheAccountOnSqliteTests(PostgresServer postgres) : LanguageOfTheAccountTests(DatabaseProvider.Sqlite, postgres);

public sealed class LanguageOfTheAccountOnPostgresTests(PostgresServer postgres) : LanguageOfTheAccountTests(DatabaseProvider.Postgres, postgres);
