using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Controllers;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity;

namespace WaterCrm.Tests.Words;

/// <summary>A page that says what it read and which language it was asked in.</summary>
[Route("words-echo")]
public sealed class WordsEchoController : Controller
{
    [HttpGet("language")]
    public string Language() => Languages.Current.Culture.Name;

    [HttpPost("read"), IgnoreAntiforgeryToken]
    public IActionResult Read(WordsEcho form) => ModelState.IsValid
        ? Content(FormattableString.Invariant($"{form.Price}|{form.Length}|{form.At:yyyy-MM-dd HH:mm}|{form.Day:yyyy-MM-dd}"))
        : UnprocessableEntity(string.Join('|', ModelState.SelectMany(f => f.Value!.Errors.Select(e => $"{f.Key}: {e.ErrorMessage}"))));
}

public sealed record WordsEcho(decimal Price, double? Length, DateTime? At, DateOnly? Day);

public sealed class LanguageTests : IAsyncLifetime
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private WebApplication app = null!;

    public static TheoryData<string> All => [.. Languages.All.Select(l => l.Culture.Name)];

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { EnvironmentName = "Testing" });
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddSingleton(TimeProvider.System).AddSingleton<IModuleFiles>(new KernelFiles()).AddSingleton(new Utility(() => new UtilitySettings { Language = "vi" })).AddWords();
        builder.Services.AddControllersWithViews().AddApplicationPart(typeof(LanguageController).Assembly).AddApplicationPart(GetType().Assembly);
        app = builder.Build();
        app.UseRequestLocalization();
        app.UseRouting();
        app.MapControllers();
        await app.StartAsync();
        client.BaseAddress = new Uri(app.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(null, null, "vi")]
    [InlineData(null, "fr-FR, de", "vi")]
    [InlineData(null, "en-GB", "en")]
    [InlineData(null, "zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData(null, "zh-TW, en;q=0.5", "en")]
    [InlineData("zh-Hans", "en", "zh-Hans")]
    [InlineData("../../etc", "en", "en")]
    [InlineData("\"%00", "en", "en")]
    public async Task The_language_is_the_one_chosen_else_the_browsers_else_the_utilitys(string? cookie, string? accepted, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/words-echo/language");
        if (cookie is not null) request.Headers.TryAddWithoutValidation("Cookie", $"language={cookie}");
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, answer.Content.Headers.ContentLanguage);
    }

    [Theory]
    [InlineData("/track/abc?x=1", "/track/abc?x=1")]
    [InlineData("https://example.org/", "/")]
    [InlineData("//example.org/", "/")]
    [InlineData("/\\example.org", "/")]
    [InlineData("", "/")]
    public async Task Choosing_a_language_sets_a_cookie_and_leads_back_to_a_page_of_ours_only(string back, string expected)
    {
        using var answer = await Post("/language", ("culture", "zh-CN"), ("back", back));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("language=zh-Hans;", cookie, StringComparison.Ordinal);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_language_we_do_not_speak_changes_nothing()
    {
        using var answer = await Post("/language", ("culture", "tlh"), ("back", "/x"));
        Assert.Equal("/language?back=%2Fx", answer.Headers.Location!.OriginalString);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory, MemberData(nameof(All))]
    public async Task One_point_five_is_one_point_five_in_every_language(string language)
    {
        client.DefaultRequestHeaders.Add("Cookie", $"language={language}");
        using var answer = await Post("/words-echo/read", ("Price", "1.5"), ("Length", "-0.25"), ("At", "2026-12-31T16:30"), ("Day", "2026-02-01"));
        Assert.Equal("1.5|-0.25|2026-12-31 16:30|2026-02-01", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory, MemberData(nameof(All))]
    public async Task What_is_not_in_machine_form_is_refused_in_words_and_never_guessed(string language)
    {
        client.DefaultRequestHeaders.Add("Cookie", $"language={language}");
        using var answer = await Post("/words-echo/read", ("Price", "1,500"), ("Length", "NaN"), ("At", "12/31/2026"), ("Day", "1.2.2026"));
        var said = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.All(new[] { "Price", "Length", "At", "Day" }, field => Assert.Contains(field + ":", said, StringComparison.Ordinal));
        Assert.Contains(language switch { "vi" => "không phải là số", "zh-Hans" => "不是数字", _ => "is not a number" }, said, StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> Post(string url, params (string Name, string Value)[] fields) =>
        client.PostAsync(url, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), TestContext.Current.CancellationToken);

    private sealed class KernelFiles : IModuleFiles
    {
        public IEnumerable<(string ModuleId, IFileProvider Files)> All => WordsInSource.Modules.Select(m => (m.Name, (IFileProvider)new PhysicalFileProvider(m.FullName)));
    }
}
