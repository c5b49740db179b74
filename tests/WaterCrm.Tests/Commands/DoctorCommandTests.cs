using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WaterCrm.Tests.Commands;

/// <summary><c>doctor</c> in a process of its own.</summary>
public sealed class DoctorCommandTests : IDisposable
{
    private readonly DataFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task It_ends_with_nought_when_all_is_well_and_with_one_and_in_words_when_a_row_does_not_agree()
    {
        await Demonstration.CopyTo(data.Path);

        var well = await Called.Run(data.Path, "doctor", "--deep");
        await Damage("UPDATE complaints_complaint SET \"Step\" = 'elsewhere' WHERE \"Number\" = (SELECT min(\"Number\") FROM complaints_complaint)");
        var broken = await Called.Run(data.Path, "doctor", "--deep");
        var shallow = await Called.Run(data.Path, "doctor");

        Assert.Equal((0, ""), (well.Code, well.Error));
        Assert.All(["cases", "file", "files", "numbers", "outbox", "references", "search"], check => Assert.Matches($"(?m)^ok   {check} ", well.Out));
        Assert.Equal(1, broken.Code);
        Assert.Matches(@"(?m)^RED  cases +1 found:\r?\n +C-\d{4}-000001: the list says step elsewhere, its case says \w+", broken.Out);
        Assert.Contains("The case is the truth", broken.Out, StringComparison.Ordinal);
        Assert.Equal(0, shallow.Code);
        Assert.DoesNotContain("cases", shallow.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_counts_the_errors_that_the_server_has_logged_and_says_so_where_no_log_is_written()
    {
        var now = TimeProvider.System.GetLocalNow();
        var lines = Enumerable.Range(0, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"{now.AddMinutes(-i):yyyy-MM-dd HH:mm:ss.fff} {(i < 11 ? "ERR" : "WRN")} Some.Part: broken\n   at Some.Place ERR "))
            .Append(string.Create(CultureInfo.InvariantCulture, $"{now.AddMinutes(-70):yyyy-MM-dd HH:mm:ss.fff} ERR Some.Part: long ago"));
        Directory.CreateDirectory(Path.Combine(data.Path, "logs"));
        await File.WriteAllLinesAsync(Path.Combine(data.Path, "logs", "watercrm-20260301.log"), lines, TestContext.Current.CancellationToken);

        var doctor = await Called.Run(data.Path, "doctor");
        var silent = await Called.Run(data.Path, "doctor", "--Log:Files", "false");

        Assert.Matches("(?m)^LOOK log +11 errors were logged in the last hour", doctor.Out);
        Assert.Matches("(?m)^ok   log +No files are written: only the running server knows", silent.Out);
    }

    private async Task Damage(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={data.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(1, await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
