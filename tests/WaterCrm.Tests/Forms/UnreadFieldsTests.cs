using System.Net;
using System.Reflection;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Forms;

/// <summary>What a field of a page cannot take is never taken for something that was left empty.</summary>
public sealed class UnreadFieldsTests : IAsyncLifetime
{
    private const string Unreadable = "31/12/2026 hoặc thế";

    private readonly FakeTime clock = new();
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(clock: clock);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("31/12/2026", "\"31/12/2026\" is not a date. Write it as 2026-12-31.")]
    [InlineData("tomorrow", "\"tomorrow\" is not a date. Write it as 2026-12-31.")]
    [InlineData("9999-12-31", "Choose a day in the next ten years.")]
    [InlineData("2036-12-31", "Choose a day in the next ten years.")]
    public async Task An_account_that_only_looks_goes_on_only_looking_after_a_day_that_is_none(string until, string said)
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        var (inspectors, inspector) = await host.NewPerson(StandardRoles.Director);
        inspectors.Dispose();
        var page = $"/staff/people/{inspector}";
        using var looks = await admin.PostForm(page, page + "/looks", ("until", "2026-12-01"));
        Assert.Equal(HttpStatusCode.Redirect, looks.StatusCode);
        var before = await Ends();
        Assert.NotNull(before);

        using var refused = await admin.PostForm(page, page + "/looks", ("until", until));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains(said, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        Assert.Equal(before, await Ends());

        Task<DateTime?> Ends() => host.InScope(async s => (await s.GetRequiredService<IMediator>().Send(new ShowPerson(inspector)))!.ReadOnlyUntil);
    }

    [Fact]
    public async Task No_key_without_an_end_is_made_from_a_day_that_is_none_and_what_was_typed_stays()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);

        using var refused = await admin.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"), ("Until", "31/12/2026"));
        using var far = await admin.PostForm("/staff/api-keys/new", "/staff/api-keys/new", ("Name", "Billing"), ("Scopes", "Complaints.View"), ("Until", "9999-12-31"));
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync(Token));

        Assert.Equal((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity), (refused.StatusCode, far.StatusCode));
        Assert.Contains("\"31/12/2026\" is not a date. Write it as 2026-12-31.", page, StringComparison.Ordinal);
        Assert.Contains("value=\"31/12/2026\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Billing\"", page, StringComparison.Ordinal);
        Assert.Empty(await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ListApiKeys())));
    }

    [Fact]
    public async Task A_role_that_is_none_takes_no_role_away()
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        var (directors, director) = await host.NewPerson(StandardRoles.Director);
        directors.Dispose();
        var page = $"/staff/people/{director}";

        using var refused = await admin.PostForm(page, page + "/roles", ("roles", "abc"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Single((await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ShowPerson(director))))!.Roles);
    }

    [Theory]
    [InlineData("")]
    [InlineData("", "Complaints.View")]
    [InlineData("Complaints.View", " ")]
    public async Task An_empty_thing_that_a_key_may_do_is_refused_in_words(params string[] scopes)
    {
        using var admin = await host.SignedInAs(StandardRoles.Administrator);

        using var refused = await admin.PostForm("/staff/api-keys/new", "/staff/api-keys/new", [("Name", "Billing"), .. scopes.Select(s => ("Scopes", s))]);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("You can give a key only what you may do yourself.", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_fields_to_fill_with_nonsense()
    {
        var fields = Walk.FormsOf(host).SelectMany(f => Fields(f.Action).Select(field => f.Route.Path + " " + field.Name)).ToList();

        Assert.Contains(fields, f => f.EndsWith("/looks until", StringComparison.Ordinal));
        Assert.Contains(fields, f => f.EndsWith("/roles roles", StringComparison.Ordinal));
        Assert.Contains("/staff/api-keys/new Until", fields);
        Assert.True(fields.Count > 40, $"only {fields.Count} fields were found");
    }

    [Fact]
    public async Task No_form_is_done_when_one_of_its_fields_holds_what_it_cannot_take()
    {
        var visitor = await Visitor.As(host, StandardRoles.Administrator);
        var audited = await Audited();
        List<string> breaches = [];
        foreach (var (route, action) in Walk.FormsOf(host))
        {
            foreach (var field in Fields(action).Where(f => !f.IsText))
            {
                var status = await Post(visitor, route, (field.Name, Unreadable));
                if (status < HttpStatusCode.BadRequest && route.Path != "/staff/complaints/new/find") breaches.Add($"{route} with {field.Name}: {(int)status}");   // that one only shows the form again
                if (status >= HttpStatusCode.InternalServerError) breaches.Add($"{route} with {field.Name}: {(int)status}");
                if (await Audited() is var now && now != audited) (audited, _) = (now, Add(breaches, $"{route} with {field.Name} ran a command"));
            }
        }

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    [Fact]
    public async Task No_form_falls_over_an_empty_entry_in_a_list()
    {
        var visitor = await Visitor.As(host, StandardRoles.Administrator);
        List<string> breaches = [];
        foreach (var (route, action) in Walk.FormsOf(host))
        {
            foreach (var field in Fields(action).Where(f => f.IsList))
            {
                if (await Post(visitor, route, ("Name", "something"), (field.Name, "")) is >= HttpStatusCode.InternalServerError and var one) breaches.Add($"{route} with an empty {field.Name}: {(int)one}");
                if (await Post(visitor, route, ("Name", "something"), (field.Name, ""), (field.Name, "x")) is >= HttpStatusCode.InternalServerError and var two) breaches.Add($"{route} with one empty {field.Name}: {(int)two}");
            }
        }

        Assert.True(breaches.Count == 0, string.Join("\n", breaches));
    }

    private static bool Add(List<string> breaches, string breach)
    {
        breaches.Add(breach);
        return true;
    }

    private Task<int> Audited() => host.InScope(s => s.GetRequiredService<KernelDbContext>().Audit.CountAsync());

    private async Task<HttpStatusCode> Post(Visitor visitor, WalkedRoute route, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, route.Path);
        request.Headers.Add("Cookie", visitor.Cookies);
        request.Content = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", visitor.FormToken)).Select(f => KeyValuePair.Create(f.Item1, f.Item2)));
        using var answer = await host.Client.SendAsync(request, Token);
        return answer.StatusCode;
    }

    /// <summary>What the action reads from the form or the address behind the question mark.</summary>
    private static IEnumerable<Field> Fields(ControllerActionDescriptor action) =>
        action.Parameters.OfType<ControllerParameterDescriptor>()
            .Where(p => p.ParameterType != typeof(CancellationToken) && p.BindingInfo?.BindingSource != BindingSource.Services && !IsInPath(action, p.Name))
            .SelectMany(p => IsSimple(p.ParameterType) ? [new Field(p.Name, p.ParameterType)] : Members(p.ParameterType).Select(m => m with { Name = p.BindingInfo?.BinderModelName is { } prefix ? $"{prefix}.{m.Name}" : m.Name }));

    private static bool IsInPath(ControllerActionDescriptor action, string name) => action.AttributeRouteInfo?.Template?.Contains("{" + name, StringComparison.OrdinalIgnoreCase) is true;

    private static IEnumerable<Field> Members(Type form) =>
        form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is { IsPublic: true } && IsSimple(p.PropertyType)).Select(p => new Field(p.Name, p.PropertyType));

    private static bool IsSimple(Type type) => !typeof(IFormFile).IsAssignableFrom(Element(type) ?? type) && (Element(type) is { } element ? IsSimple(element) : type == typeof(string) || Nullable.GetUnderlyingType(type) is not null || type.IsValueType);

    private static Type? Element(Type type) => type.IsArray ? type.GetElementType() : type.IsGenericType && type.IsAssignableTo(typeof(System.Collections.IEnumerable)) ? type.GetGenericArguments()[0] : null;

    private sealed record Field(string Name, Type Type)
    {
        public bool IsText => Type == typeof(string) || Element(Type) == typeof(string);

        public bool IsList => Element(Type) is not null;
    }
}
