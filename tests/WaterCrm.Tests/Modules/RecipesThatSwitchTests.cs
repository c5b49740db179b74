using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Mvc;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Modules;

/// <summary>A recipe says which modules run and uses their steps at once; what fails in it leaves neither data nor another set of modules.</summary>
public sealed class RecipesThatSwitchTests : IAsyncLifetime
{
    private const string Complaints = "WaterCrm.Complaints";

    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync();
        await host.InScope(s => s.GetRequiredService<IMediator>().Send(new SwitchFeatures([], [Complaints]), Token));
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task It_switches_a_module_on_and_uses_a_step_that_only_this_module_knows()
    {
        var step = """{ "name": "complaints", "complaints": [ { "kind": "leak", "channel": "Web", "place": "12 Lê Lợi", "text": "Nước chảy ra đường." } ] }""";
        Assert.NotNull((await Run($$"""{ "steps": [ {{step}} ] }""")).Error);

        var ran = await Run($$"""{ "steps": [ { "name": "features", "enable": [ "{{Complaints}}" ] }, {{step}} ] }""");

        Assert.Null(ran.Error);
        Assert.Contains(Complaints, Running);
        await host.RestartAsync();
        Assert.Contains(Complaints, Running);
        Assert.Equal(1L, await Count("SELECT count(*) FROM complaints_complaint"));
    }

    [Fact]
    public async Task A_later_step_that_fails_takes_everything_back()
    {
        var refused = await Run($$"""
            { "steps": [
              { "name": "features", "enable": [ "{{Complaints}}" ] },
              { "name": "settings", "utility": { "Name": "Half a utility" } },
              { "name": "roles", "roles": [ { "name": "Readers", "permissions": [ "No.Such" ] } ] } ] }
            """);

        Assert.Equal("steps[2].roles[0]", refused.Error!.Fields[0].Field);
        Assert.DoesNotContain(Complaints, Running);
        await host.RestartAsync();
        Assert.DoesNotContain(Complaints, Running);
        Assert.NotEqual("Half a utility", host.Services.GetRequiredService<Utility>().Name);
    }

    [Theory]
    [InlineData("""{ "name": "features", "enable": [ "No.Such" ] }""", "steps[0].enable")]
    [InlineData("""{ "name": "features", "enable": "WaterCrm.Complaints" }""", "steps[0].enable")]
    [InlineData("""{ "name": "features", "turnOn": [] }""", "steps[0].turnOn")]
    [InlineData("""{ "name": "themes", "public": "No.Such" }""", "steps[0].public")]
    [InlineData("""{ "name": "themes", "public": "WaterCrm.StaffTheme" }""", "steps[0].public")]
    [InlineData("""{ "name": "campaigns" }""", "steps[0].name")]
    public async Task What_is_wrong_is_said_at_its_place(string step, string place)
    {
        var refused = await Run($$"""{ "steps": [ {{step}} ] }""");

        Assert.Equal(place, Assert.Single(refused.Error!.Fields).Field);
        Assert.DoesNotContain(Complaints, Running);
    }

    [Fact]
    public async Task What_cannot_be_switched_off_refuses_the_recipe()
    {
        Assert.Equal("modules.always-on", (await Run("""{ "steps": [ { "name": "features", "disable": [ "WaterCrm.Sops" ] } ] }""")).Error?.Code);
        Assert.Equal("modules.on-and-off", (await Run($$"""{ "steps": [ { "name": "features", "enable": [ "{{Complaints}}" ] }, { "name": "features", "disable": [ "{{Complaints}}" ] } ] }""")).Error?.Code);
    }

    [Fact]
    public async Task It_chooses_the_theme_of_the_public_pages()
    {
        Assert.Null((await Run("""{ "steps": [ { "name": "themes", "public": "WaterCrm.PublicTheme" } ] }""")).Error);
        Assert.Equal("WaterCrm.PublicTheme", host.Services.GetRequiredService<PageThemes>().Public);
    }

    private List<string> Running => [.. host.Services.GetRequiredService<ShellHost>().Current.Features.Select(f => f.Id)];

    private Task<Result<RecipeRun>> Run(string json) => host.InScope(s => s.GetRequiredService<RecipeDesk>().Run(new RunRecipe(json), [json], Token));

    private async Task<long> Count(string sql)
    {
        await using var connection = host.Services.GetRequiredService<Kernel.Data.Database>().NewReadConnection();
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Token));
    }
}
