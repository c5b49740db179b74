using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Settings;

public abstract class ChangingSettingsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private Harness harness = null!;

    private BoxSettings Now => harness.Services.GetRequiredService<Settings<BoxSettings>>().Current;

    public async ValueTask InitializeAsync() => harness = await SettingsWorld.Start(provider, postgres);

    public async ValueTask DisposeAsync()
    {
        if (harness is not null) await harness.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_is_saved_is_in_force_at_once_and_read_back_whole()
    {
        Assert.Equal(3, Now.Places);
        var box = new BoxSettings { Label = "Hộp 盒子", Notes = "a\nb", Places = 7, Weight = 1.5m, Open = true, Colours = ["blue", "red"], Key = SettingsWorld.Secret };

        var changed = await harness.Send(new ChangeSettings(box));

        Assert.Equal(1, changed.Value.Version);
        Assert.Equal(("Hộp 盒子", "a\nb", 7, 1.5m, SettingsWorld.Secret), (Now.Label, Now.Notes, Now.Places, Now.Weight, Now.Key));
        Assert.Equal(["blue", "red"], Now.Colours);
        await using var scope = harness.Services.CreateAsyncScope();
        Assert.Equal(7, scope.ServiceProvider.GetRequiredService<BoxSettings>().Places);
    }

    [Fact]
    public async Task Another_host_follows_within_a_minute()
    {
        // A second host on the same database: only its memory is its own.
        var store = new SettingsStore(harness.Database, harness.Clock, NullLogger<SettingsStore>.Instance);
        var other = new Settings<BoxSettings>(store, harness.Services.GetServices<SettingsDefinition>(), NullLogger<SettingsStore>.Instance);
        Assert.Equal(3, other.Current.Places);

        await harness.Send(new ChangeSettings(new BoxSettings { Places = 9 }));
        Assert.Equal(3, other.Current.Places);
        harness.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(9, other.Current.Places);
    }

    [Fact]
    public async Task Of_two_who_edit_the_same_version_the_second_is_refused_also_where_nothing_was_stored()
    {
        Assert.Null((await harness.Send(new ChangeSettings(new BoxSettings { Places = 4 }, 0))).Error);
        Assert.Equal(KernelErrors.ChangedMeanwhile, (await harness.Send(new ChangeSettings(new BoxSettings { Places = 5 }, 0))).Error);

        var all = await Task.WhenAll(new[] { 1, 2, 3, 5, 6, 7, 8, 9 }.Select(places => Task.Run(() => harness.Send(new ChangeSettings(new BoxSettings { Places = places }, 1)))));

        Assert.Single(all, r => r.Error is null);
        Assert.Equal(Enumerable.Repeat(KernelErrors.ChangedMeanwhile, 7), all.Select(r => r.Error).OfType<Error>());
    }

    [Fact]
    public async Task The_audit_keeps_old_and_new_of_each_setting_and_never_a_secret()
    {
        await harness.Send(new ChangeSettings(new BoxSettings { Places = 5, Key = SettingsWorld.Secret }));

        var note = await harness.Read<KernelDbContext, WaterCrm.Kernel.Data.Records.AuditEntry>(db => db.Audit.SingleAsync(a => a.Action == "settings.changed"));
        Assert.Equal(harness.Services.GetServices<SettingsDefinition>().Single(d => d.Key == "test-box").Id, note.Subject);
        Assert.Contains("\"Places\":[\"3\",\"5\"]", note.Changes);
        Assert.Contains("\"Key\":[\"***\",\"***\"]", note.Changes);
        Assert.DoesNotContain("Label", note.Changes, StringComparison.Ordinal);
        Assert.DoesNotContain(SettingsWorld.Secret, note.Changes, StringComparison.Ordinal);
        Assert.DoesNotContain(SettingsWorld.Secret, new ChangeSettings(new BoxSettings { Key = SettingsWorld.Secret }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_changes_nothing_is_not_told_by_the_audit()
    {
        await harness.Send(new ChangeSettings(new BoxSettings { Places = 5 }));
        var again = await harness.Send(new ChangeSettings(new BoxSettings { Places = 5 }));

        Assert.Equal(1, again.Value.Version);
        Assert.Equal(1, await harness.Read<KernelDbContext, int>(db => db.Audit.CountAsync(a => a.Action == "settings.changed")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1900 1234")]
    [InlineData("+84 (0)28 3829-1777")]
    [InlineData("028.3829.1777")]
    public async Task A_telephone_may_be_written_in_any_spelling(string number) =>
        Assert.Null((await harness.Send(new ChangeSettings(new UtilitySettings { Telephone = number }))).Error);

    [Fact]
    public async Task What_a_form_would_refuse_a_program_cannot_set_either()
    {
        await Refused(new BoxSettings { Label = " " }, "Label");
        await Refused(new BoxSettings { Label = "two\nlines" }, "Label");
        await Refused(new BoxSettings { Places = 0 }, "Places");
        await Refused(new BoxSettings { Colours = ["green"] }, "Colours");
        await Refused(new BoxSettings { Open = false, Places = 2 }, "Places");
        await Refused(new UtilitySettings { TimeZone = "Asia/Hanoy" }, "TimeZone");
        await Refused(new UtilitySettings { Language = "vn" }, "Language");
        await Refused(new UtilitySettings { Languages = ["vi"] }, "Language");
        await Refused(new UtilitySettings { Languages = [] }, "Languages");
        await Refused(new WaterCrm.Kernel.Files.UploadSettings { PhotoMegabytes = 0 }, "PhotoMegabytes");
        await Refused(new UtilitySettings { Currency = "XXXX" }, "Currency");
        await Refused(new UtilitySettings { Telephone = "abc<b>" }, "Telephone");
        await Refused(new UtilitySettings { Telephone = "+-()/" }, "Telephone");
        await Refused(new WaterCrm.Kernel.Health.HealthSettings { FreeMegabytes = int.MaxValue }, "FreeMegabytes");
        Assert.Equal(new BoxSettings().Places, Now.Places);
    }

    [Fact]
    public async Task A_refused_change_leaves_what_was_in_force()
    {
        await harness.Send(new ChangeSettings(new BoxSettings { Places = 5 }));
        await Refused(new BoxSettings { Places = 99 }, "Places");
        Assert.Equal(5, Now.Places);
    }

    private async Task Refused(object settings, string field) => Assert.Contains((await harness.Send(new ChangeSettings(settings))).Error!.Fields, f => f.Field == field);
}

public sealed class ChangingSettingsOnSqliteTests(PostgresServer postgres) : ChangingSettingsTests(DatabaseProvider.Sqlite, postgres);

public sealed class ChangingSettingsOnPostgresTests(PostgresServer postgres) : ChangingSettingsTests(DatabaseProvider.Postgres, postgres);
