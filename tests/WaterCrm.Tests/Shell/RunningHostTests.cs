using System.Net;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Shell;

public sealed class RunningHostTests : IAsyncLifetime
{
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task It_says_that_it_lives_and_can_work(string path)
    {
        var answer = await host.Client.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_the_browser_what_we_do_not_use()
    {
        var answer = await host.Client.GetAsync("/no/such/page", Token);

        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Fact]
    public async Task A_program_is_told_of_an_error_as_problem_json()
    {
        var answer = await host.Client.GetAsync("/api/v1/nothing", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_after_it_was_read_away()
    {
        var answer = await host.Client.PostAsync("/api/v1/nothing", new ByteArrayContent(new byte[50 * 1024 * 1024]), Token);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("413", await answer.Content.ReadAsStringAsync(Token));
    }
}
