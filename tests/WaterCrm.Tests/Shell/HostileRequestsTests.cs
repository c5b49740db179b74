using System.Net;
using System.Text;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Shell;

/// <summary>What a stranger may send that once was a 500.</summary>
public sealed class HostileRequestsTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/report")]
    [InlineData("/language")]
    [InlineData("/staff/sign-in")]
    public async Task A_form_in_another_encoding_is_refused(string path)
    {
        using var form = new ByteArrayContent(Encoding.ASCII.GetBytes("Text=a"));
        form.Headers.TryAddWithoutValidation("Content-Type", "application/x-www-form-urlencoded; charset=utf-7");

        var answer = await host.Client.PostAsync(path, form, Token);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Theory]
    [InlineData("/setup/%0a")]
    [InlineData("/password/%0a")]
    [InlineData("/setup/%20")]
    public async Task A_blank_link_is_a_wrong_link(string path) => Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync(path, Token)).StatusCode);

    [Theory]
    [InlineData("/staff/complaints?q=%EF%BF%BE")]
    [InlineData("/staff/customers?q=%EF%BF%BE")]
    [InlineData("/staff/search?q=%EF%BF%BE")]
    [InlineData("/staff/complaints/new?Caller=%EF%BF%BE")]
    public async Task A_character_that_is_none_finds_nothing_and_breaks_nothing(string path)
    {
        using var staff = await host.SignedInAs("Care staff");

        Assert.Equal(HttpStatusCode.OK, (await staff.GetAsync(path, Token)).StatusCode);
        Assert.DoesNotContain("ERR", host.Log);
    }
}
