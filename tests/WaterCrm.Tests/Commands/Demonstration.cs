using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Kills;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Commands;

/// <summary>The demonstration in a data folder, with an administrator called nam.trial. It is made once by the commands an operator uses; tests on SQLite work on copies.</summary>
internal static class Demonstration
{
    private static readonly Lazy<Task<DataFolder>> Once = new(async () =>
    {
        var made = new DataFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => made.Dispose();
        await Make(made.Path, []);
        return made;
    });

    /// <summary>Makes it where nothing is yet.</summary>
    public static async Task Make(string folder, (string Key, string Value)[] settings)
    {
        var token = TestContext.Current.CancellationToken;
        string[] words = [.. settings.SelectMany(s => new[] { "--" + s.Key, s.Value })];
        Assert.Equal(0, (await Called.Run(folder, ["demo", .. words])).Code);
        var invited = await Called.Run(folder, ["users", "invite", "nam.trial", "--name", "Nam", "--role", "Administrator", .. words]);
        var link = invited.Out[invited.Out.IndexOf("/password/", StringComparison.Ordinal)..].Trim();
        await using var host = await HostProcess.Start(folder, HostProcess.BuiltModules, settings, token);
        using var browser = new HttpClient { BaseAddress = host.Address };
        using var chosen = await browser.PostForm(link, link, ("Password", Someone.Password), ("PasswordAgain", Someone.Password));
        Assert.Equal(System.Net.HttpStatusCode.OK, chosen.StatusCode);
    }

    public static async Task CopyTo(string folder)
    {
        var from = (await Once.Value).Path;
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }
}
