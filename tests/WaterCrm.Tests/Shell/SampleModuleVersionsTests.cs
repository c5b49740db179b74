using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Modularity.Shells;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Shell;

/// <summary>The module's versions, one after the other on the same data, each in the folder when the program starts.</summary>
public sealed class SampleModuleVersionsTests(PostgresServer postgres) : IDisposable
{
    private readonly DirectoryInfo data = Directory.CreateTempSubdirectory("watercrm-data-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => data.Delete(recursive: true);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task The_next_version_has_its_new_column_and_the_old_rows_and_one_that_fails_half_way_leaves_all_as_it_was(DatabaseProvider provider)
    {
        var database = provider is DatabaseProvider.Postgres ? await postgres.CreateDatabaseAsync(Token) : "";

        await On(ModulesFolder.Sample, database, async head =>
        {
            await Suggest(head, "First");
            await TakeUp(head, "First");
            Assert.DoesNotContain("taken-up-by", await head.GetStringAsync("/staff/suggestions", Token), StringComparison.Ordinal);
        });

        await On(ModulesFolder.Next, database, async head =>
        {
            await Suggest(head, "Second");
            await TakeUp(head, "Second");
            Assert.Equal([("Second", StandardRoles.HeadOfCustomerCare), ("First", null)], await List(head));
        });

        var refused = await Assert.ThrowsAsync<ModuleLoadException>(() => On(ModulesFolder.Broken, database, _ => Task.CompletedTask));
        Assert.Contains("are as they were", refused.Message, StringComparison.Ordinal);
        Assert.Contains("sample_house", refused.Message, StringComparison.Ordinal);

        await On(ModulesFolder.Next, database, async head => Assert.Equal([("Second", StandardRoles.HeadOfCustomerCare), ("First", null)], await List(head)));
    }

    private async Task On(string module, string database, Func<HttpClient, Task> use)
    {
        using var modules = new ModulesFolder(module);
        Dictionary<string, string?> settings = new() { ["Modules:Path"] = modules.FullName, ["AppData"] = data.FullName };
        if (database.Length > 0) (settings["Database:Provider"], settings["Database:ConnectionString"]) = ("Postgres", database);
        await using var host = await TestHost.StartAsync(settings);
        using var head = await host.SignedInAs(StandardRoles.HeadOfCustomerCare);
        await use(head);
    }

    private static Task Suggest(HttpClient browser, string text) => browser.PostForm("/suggestions", "/suggestions", ("Text", text));

    private static async Task TakeUp(HttpClient head, string text)
    {
        var article = (await SampleHost.Page(head, "/staff/suggestions")).QuerySelectorAll("article").Single(a => a.QuerySelector(".suggestion")!.TextContent == text);
        await head.PostForm("/staff/suggestions", article.QuerySelector("form")!.GetAttribute("action")!);
    }

    private static async Task<IEnumerable<(string, string?)>> List(HttpClient head) =>
        (await SampleHost.Page(head, "/staff/suggestions")).QuerySelectorAll("article").Select(a => (a.QuerySelector(".suggestion")!.TextContent, a.QuerySelector(".taken-up-by")?.TextContent));
}
