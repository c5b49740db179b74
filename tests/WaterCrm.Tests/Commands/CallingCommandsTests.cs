using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Tests.Commands;

/// <summary>How commands are called, and what they say when they are called wrongly.</summary>
public sealed class CallingCommandsTests : IDisposable
{
    private readonly DataFolder data = new();

    public static TheoryData<string> Commands => ["backup", "demo", "doctor", "import", "messages", "migrate", "modules", "restore", "serve", "setup", "users"];

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Help_names_every_command_and_what_the_codes_mean()
    {
        var help = await Called.Run(data.Path, "help");

        Assert.Equal(0, help.Code);
        Assert.Equal([.. Commands.Select(c => c.Data), "help"], help.Out.Split('\n').Where(l => l.StartsWith("  ", StringComparison.Ordinal)).Select(l => l.Trim().Split(' ')[0]).OrderBy(w => w == "help").ThenBy(w => w, StringComparer.Ordinal));
        Assert.Contains("2 when it was called wrongly", help.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(data.Database));
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task Each_says_how_it_is_called_and_refuses_an_option_it_does_not_have_before_it_touches_the_data(string command)
    {
        var help = await Called.Run(data.Path, command, "--help");
        var wrong = await Called.Run(data.Path, command, "--frobnicate");

        Assert.Equal((0, ""), (help.Code, help.Error));
        Assert.StartsWith(command, help.Out, StringComparison.Ordinal);
        Assert.Equal((2, ""), (wrong.Code, wrong.Out));
        Assert.Contains("no option --frobnicate", wrong.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(data.Database));
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_answered_with_those_that_are()
    {
        var unknown = await Called.Run(data.Path, "frobnicate");
        var move = await Called.Run(data.Path, "migrate", "--to", "postgres");
        var slip = await Called.Run(data.Path, "serve", "--Databse:Provider", "Postgres");
        var fresh = await Called.Run(data.Path, "serve", "--fresh");
        var users = await Called.Run(data.Path, "users", "remove", "hoa");

        Assert.All([unknown, move, slip, fresh, users], called => Assert.Equal((2, ""), (called.Code, called.Out)));
        Assert.Contains("There is no command frobnicate", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("users [list", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("no option --to", move.Error, StringComparison.Ordinal);
        Assert.Contains("no option --Databse:Provider", slip.Error, StringComparison.Ordinal);
        Assert.Contains("--fresh is for --trial only", fresh.Error, StringComparison.Ordinal);
        Assert.Contains("'remove'", users.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(data.Database));
    }

    [Fact]
    public async Task A_database_there_is_not_and_a_folder_that_cannot_be_made_are_refused_in_a_sentence()
    {
        var oracle = await Called.Run(data.Path, "doctor", "--Database:Provider", "Oracle");
        var nowhere = await Called.Run(data.Path, "doctor", "--Database:Provider", "Postgres");
        var file = Path.Combine(data.Path, "file");
        await File.WriteAllTextAsync(file, "no folder", TestContext.Current.CancellationToken);
        var folder = await Called.Run(Path.Combine(file, "below"), "users", "list");

        Assert.Equal([(2, ""), (2, ""), (1, "")], new[] { oracle, nowhere, folder }.Select(c => (c.Code, c.Out)));
        Assert.Equal("Database:Provider is 'Oracle'; it must be Sqlite or Postgres.", oracle.Error.TrimEnd());
        Assert.Equal("Database:ConnectionString is missing; PostgreSQL needs one.", nowhere.Error.TrimEnd());
        Assert.StartsWith($"The data folder {Path.Combine(file, "below")} cannot be made or opened: ", folder.Error, StringComparison.Ordinal);
        Assert.Single(folder.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task What_a_command_says_is_free_of_the_log()
    {
        var modules = await Called.Run(data.Path, "modules", "--Logging:LogLevel:Default", "Debug");

        Assert.Equal(0, modules.Code);
        Assert.All(modules.Out.TrimEnd().Split('\n'), line => Assert.StartsWith("WaterCrm.", line, StringComparison.Ordinal));
    }
}

public sealed class ReadingArgumentsTests
{
    [Fact]
    public void Options_may_stand_anywhere_and_have_their_value_behind_them_or_in_one_word()
    {
        var read = VerbArguments.Read(["a.csv", "--map", "m.json", "--dry-run", "--role=Care staff", "--role", "Team", "b"], ["--dry-run"], ["--map", "--role"], mostWords: 2);

        Assert.Null(read.Wrong);
        Assert.Equal(["a.csv", "b"], read.Words);
        Assert.True(read.Has("--dry-run"));
        Assert.Equal("m.json", read.Of("--map"));
        Assert.Equal(["Care staff", "Team"], read.AllOf("--role"));
        Assert.Null(read.Of("--email"));
    }

    [Theory]
    [InlineData("There is no option --deap.", "--deap")]
    [InlineData("There is no option --deep.", "--deep=yes")]
    [InlineData("The option --map needs a value.", "--map")]
    [InlineData("Nobody knows what to do with 'b'.", "a", "b")]
    public void What_cannot_be_understood_is_named(string said, params string[] arguments) =>
        Assert.Equal(said, VerbArguments.Read(arguments, ["--deep"], ["--map"], mostWords: 1).Wrong);
}
