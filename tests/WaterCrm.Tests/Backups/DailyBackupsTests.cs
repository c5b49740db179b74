using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Modularity.BackgroundTasks;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Backups;

/// <summary>The system backs itself up once a day, and says so when it could not.</summary>
public sealed class DailyBackupsTests(PostgresServer postgres) : IAsyncLifetime
{
    private Storeroom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await Storeroom.Open(DatabaseProvider.Sqlite, postgres);

    public async ValueTask DisposeAsync() => await room.DisposeAsync();

    [Fact]
    public async Task One_is_made_each_day_after_the_hour_of_the_settings_and_only_so_many_are_kept()
    {
        await Set(new BackupSettings { Hour = 10, Keep = 2 });   // it is nine
        await room.BackUp();
        for (var hour = 0; hour < 72; hour++)
        {
            await Run();
            room.Clock.Advance(TimeSpan.FromHours(1));
        }

        // Ten o'clock in Viet Nam is three in UTC. The one made by hand stays; it was made after ten of the day before.
        Assert.Equal(["watercrm-20260304-030000Z-daily.zip", "watercrm-20260303-030000Z-daily.zip", "watercrm-20260302-020000Z.zip"], BackupFolder.In(room.Backups).Select(b => Path.GetFileName(b.Path)));
    }

    [Fact]
    public async Task None_is_made_when_it_is_turned_off_and_one_that_was_missed_is_made_soon()
    {
        await Set(new BackupSettings { Daily = false });
        await Run();
        Assert.Empty(BackupFolder.In(room.Backups));

        await Set(new BackupSettings { Daily = true, Hour = 2 });
        room.Clock.Advance(TimeSpan.FromHours(30.5));
        await Run();
        Assert.Equal("watercrm-20260303-083000Z-daily.zip", Path.GetFileName(Assert.Single(BackupFolder.In(room.Backups)).Path));
    }

    [Fact]
    public async Task One_that_cannot_be_made_fails_in_words_that_the_page_of_the_tasks_shows()
    {
        Directory.Delete(room.Backups, recursive: true);
        await File.WriteAllTextAsync(room.Backups, "in the way", Token);

        Assert.Contains(room.Backups, (await Assert.ThrowsAsync<BackupRefusedException>(Run)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_page_says_when_the_last_one_is_too_old()
    {
        Assert.Equal((HealthStatus.Healthy, "There is no backup yet; the system is new."), await Look());
        room.Clock.Advance(TimeSpan.FromHours(49));
        Assert.Equal((HealthStatus.Degraded, "There is no backup."), await Look());

        await room.BackUp();
        room.Clock.Advance(TimeSpan.FromHours(47));
        Assert.Equal((HealthStatus.Healthy, "The last good backup is 47 hours old."), await Look());
        room.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((HealthStatus.Degraded, "The last good backup is 48 hours old."), await Look());
    }

    private async Task Run()
    {
        await using var scope = room.Desk.Harness.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetServices<IBackgroundTask>().OfType<DailyBackup>().Single().DoWorkAsync(scope.ServiceProvider, Token);
    }

    private async Task<(HealthStatus, string)> Look()
    {
        await using var scope = room.Desk.Harness.Services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<BackupCheck>().Look(Token);
        return (found.Status, string.Format(System.Globalization.CultureInfo.InvariantCulture, found.What, [.. found.Args]));
    }

    private async Task Set(BackupSettings settings) => Assert.Null((await room.Desk.Harness.Send(new ChangeSettings(settings))).Error);
}
