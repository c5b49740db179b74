using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Fixture.North;

public sealed class Startup : StartupBase
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddPermissionProvider<NorthPermissions>()
        .AddNavigationProvider<NorthMenu>()
        .AddBackgroundTask<ScopedTask>()
        .AddBackgroundTask<FailingTask>();
}

[Feature("Fixture.North.Extra")]
public sealed class ExtraStartup : StartupBase
{
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider) =>
        routes.MapGet("/north/extra", () => "extra").AllowAnonymous();
}

[RequireFeatures("Fixture.South")]
public sealed class WithSouthStartup : StartupBase
{
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider) =>
        routes.MapGet("/north/with-south", () => "both").AllowAnonymous();
}

public sealed class NorthPermissions : IPermissionProvider
{
    public static readonly Permission Rule = new("North.Rule", "Rule the north");
    public static readonly Permission Look = new("North.Look", "Look north", [Rule]);

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Rule, Look]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = "King", Permissions = [Rule] }];
}

public sealed class NorthMenu() : NamedNavigationProvider("compass")
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder
            .Add(Say("Tenth"), "10", i => i.Url("/tenth"))
            .Add(Say("Second"), "2", i => i.Url("/second"))
            .Add(Say("Places"), "2.1", places => places
                .Add(Say("Secret"), "1", i => i.Action("Secret", "Home", "Fixture.North").Permission(NorthPermissions.Look))
                .Add(Say("Open"), "0.5", i => i.Action("Index", "Home", "Fixture.North")))
            .Add(Say("Empty"), "1", empty => empty.Add(Say("Rulers only"), i => i.Url("/rulers").Permission(NorthPermissions.Rule)))
            .Add(Say("Nowhere"), i => i.Url("/nowhere"));
        return ValueTask.CompletedTask;
    }

    private static LocalizedString Say(string text) => new(text, text);
}

/// <summary>Asks for a scoped service, which only a scope of its own can give.</summary>
[BackgroundTask(Schedule = "*/10 * * * *")]
public sealed class ScopedTask : IBackgroundTask
{
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        serviceProvider.GetRequiredService<INavigationManager>();
        return Task.CompletedTask;
    }
}

[BackgroundTask(Schedule = "0 3 * * *")]
public sealed class FailingTask : IBackgroundTask
{
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken) => throw new InvalidOperationException("no water at night");
}
