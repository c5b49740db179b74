using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>What the makers of other systems read about <c>/api/v1</c>.</summary>
public sealed class ApiDocumentTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Names_every_address_of_the_api_and_nothing_else()
    {
        using var json = await Document();
        var said = json.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {p.Name}"));
        var there = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.StartsWith("api/v1/", StringComparison.Ordinal) is true && e.Metadata.GetMetadata<ISuppressMatchingMetadata>() is null)
            .SelectMany(e => e.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Select(m => $"{m} /{e.RoutePattern.RawText}")).ToList();

        Assert.StartsWith("3.", json.RootElement.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Contains("GET /api/v1/complaints/{number}", there);
        Assert.Equal(there.Distinct().Order(), said.Order());
    }

    [Fact]
    public async Task Each_address_tells_its_key_its_scope_and_every_answer()
    {
        using var json = await Document();
        var root = json.RootElement;
        var scheme = root.GetProperty("components").GetProperty("securitySchemes").GetProperty("bearer");

        Assert.Equal(("http", "bearer"), (scheme.GetProperty("type").GetString(), scheme.GetProperty("scheme").GetString()));
        Assert.Equal("object", root.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("type").GetString());
        foreach (var operation in root.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()))
        {
            var answers = operation.Value.GetProperty("responses");
            Assert.NotEqual("", operation.Value.GetProperty("summary").GetString());
            Assert.Equal("application/json", Assert.Single(answers.GetProperty("200").GetProperty("content").EnumerateObject()).Name);
            foreach (var code in (string[])["400", "401", "403", "429", "500"])
                Assert.Equal("#/components/schemas/ProblemDetails", answers.GetProperty(code).GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        }

        Assert.Superset(new HashSet<string> { "traceId", "errors" }, root.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties").EnumerateObject().Select(p => p.Name).ToHashSet());
        var one = root.GetProperty("paths").GetProperty("/api/v1/complaints/{number}").GetProperty("get");
        Assert.Equal("Complaints.View", one.GetProperty("security")[0].GetProperty("bearer")[0].GetString());
        Assert.True(one.GetProperty("responses").TryGetProperty("404", out _));
    }

    private async Task<JsonDocument> Document()
    {
        using var answer = await host.Client.GetAsync("/api/v1/openapi.json", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

/// <summary>Whatever goes wrong under <c>/api</c>: a program is never told in a page for people.</summary>
public sealed class ApiErrorsTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(services: services =>
        services.Select(s => s.ImplementationInstance).OfType<ApplicationPartManager>().Single().ApplicationParts.Add(new Part()));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("GET", "complaints", null, 401)]
    [InlineData("GET", "complaints", "", 401)]
    [InlineData("GET", "complaints", "Staff.Enter", 403)]
    [InlineData("GET", "complaints/C-2026-999999", "Complaints.View", 404)]
    [InlineData("GET", "nothing", "Complaints.View", 404)]
    [InlineData("GET", "nothing/openapi.json", null, 404)]
    [InlineData("GET", "complaints?limit=0", "Complaints.View", 400)]
    [InlineData("GET", "complaints?limit=x", "Complaints.View", 400)]
    [InlineData("DELETE", "complaints", "Complaints.View", 405)]
    [InlineData("POST", "broken", "Complaints.View", 415)]
    [InlineData("GET", "broken", "Complaints.View", 500)]
    public async Task Each_error_is_problem_json_even_for_a_browser(string method, string path, string? scope, int status)
    {
        using var answer = await Ask(method, path, scope is { Length: > 0 } ? await Make(scope) : scope, "x=1");

        await IsProblem(answer, status);
    }

    [Theory]
    [InlineData("complaints?limit=x", "limit")]
    [InlineData("complaints?after=invented", "after")]
    [InlineData("complaints?after=WyJDLTIw", "after")]           // one that was cut off
    [InlineData("complaints?after=WyJhIiwiYiJd", "after")]       // one of another list
    [InlineData("complaints?after=%00", "after")]
    public async Task What_cannot_be_read_in_an_address_is_named(string path, string parameter)
    {
        using var answer = await Ask("GET", path, await Make("Complaints.View"));

        await IsProblem(answer, 400);
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal([parameter], said.RootElement.GetProperty("errors").EnumerateObject().Select(e => e.Name));
    }

    [Fact]
    public async Task So_is_a_body_that_is_too_large()
    {
        using var answer = await Ask("POST", "broken", await Make("Complaints.View"), new string('x', 13 * 1024 * 1024));

        await IsProblem(answer, 413);
    }

    [Fact]
    public async Task And_a_request_too_many()
    {
        await host.Set(new WaterCrm.Kernel.People.PeopleSettings { RequestsPerKey = 2 });
        var key = await Make("Complaints.View");
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await Ask("GET", "complaints", key)).StatusCode);
        using var answer = await Ask("GET", "complaints", key);

        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter?.Delta);
        await IsProblem(answer, 429);
    }

    private static async Task IsProblem(HttpResponseMessage answer, int status)
    {
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        using var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(status, said.RootElement.GetProperty("status").GetInt32());
        Assert.NotEqual("", said.RootElement.GetProperty("title").GetString());
    }

    private async Task<string> Make(string scope) => (await host.InScope(s => s.GetRequiredService<IMediator>().Send(new MakeApiKey("test", [scope], null)))).Value.Key.Text;

    private Task<HttpResponseMessage> Ask(string method, string path, string? key, string body = "")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), "/api/v1/" + path);
        request.Headers.Accept.ParseAdd("text/html");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key is "" ? "wcrm_wrong" : key);
        if (method is not "GET") request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        return host.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed class Part : ApplicationPart, IApplicationPartTypeProvider
    {
        public override string Name => nameof(ApiErrorsTests);

        public IEnumerable<TypeInfo> Types => [typeof(BrokenApiController).GetTypeInfo()];
    }
}

[ApiController, Route("api/v1/broken"), Authorize(Policy = "Complaints.View")]
public sealed class BrokenApiController : ControllerBase
{
    [HttpGet("")]
    public IActionResult Get() => throw new InvalidOperationException("on purpose");

    [HttpPost("")]
    public IActionResult Post(Dictionary<string, string> body) => Ok(body);
}
