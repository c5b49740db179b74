using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Web;
using WaterCrm.Sops.Digest;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Sops;

/// <summary>In the morning everybody is written what waits for them, once, and nobody for whom nothing does.</summary>
public abstract class DailyDigestTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private readonly FakeTime clock = new();   // nine o'clock on a Monday in Viet Nam
    private SmtpServer server = null!;
    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        server = await SmtpServer.StartAsync(token: Token);
        host = await TestHost.StartAsync(provider, postgres, clock);
        await host.Set(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "care@water.example", PublicAddress = "https://crm.water.example/" });
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Who_has_work_is_written_once_a_day_what_it_is_and_who_has_none_is_left_alone()
    {
        await Add("Trần Thị Hoa", "hoa@water.example", "Care staff", "vi");
        await Add("Võ Quốc Bình", "binh@water.example", "Cashier", null);
        await Add("Lê Mai", null, "Care staff", null);
        var number = await Complaint();

        await host.BackgroundTasks.RunAsync<DailyDigest>();
        await host.BackgroundTasks.RunAsync<DailyDigest>();

        var mail = await server.NextAsync(Token);
        Assert.Equal("hoa@water.example", mail.To[0]);
        Assert.StartsWith("1 việc đang chờ bạn", mail.Subject, StringComparison.Ordinal);
        Assert.Contains(number, mail.Text, StringComparison.Ordinal);
        Assert.Contains("https://crm.water.example/staff/tasks", mail.Text, StringComparison.Ordinal);
        Assert.Equal("tasks.digest:2026-03-02", Assert.Single(await Digests()).Purpose);

        clock.MoveTo(new DateTimeOffset(2026, 3, 3, 1, 0, 0, TimeSpan.Zero));   // the next morning at eight
        await host.BackgroundTasks.RunAsync<DailyDigest>();
        Assert.Equal(2, (await Digests()).Count);
    }

    [Theory]
    [InlineData("2026-03-01T02:00:00Z")]   // a Sunday
    [InlineData("2026-03-01T23:30:00Z")]   // half past six on Monday
    [InlineData("2026-03-02T05:00:00Z")]   // noon
    public async Task On_free_days_before_seven_and_after_noon_nobody_is_written(string at)
    {
        await Add("Trần Thị Hoa", "hoa@water.example", "Care staff", null);
        await Complaint();

        clock.MoveTo(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        await host.BackgroundTasks.RunAsync<DailyDigest>();

        Assert.Empty(await Digests());
    }

    [Fact]
    public async Task Who_does_not_want_it_switches_it_off_and_without_a_mail_server_none_is_written()
    {
        await Add("Trần Thị Hoa", "hoa@water.example", "Care staff", null);
        await Complaint();

        await host.Set(new DigestSettings { IsWritten = false });
        await host.BackgroundTasks.RunAsync<DailyDigest>();
        await host.Set(new DigestSettings());
        await host.Set(new MailSettings());
        await host.BackgroundTasks.RunAsync<DailyDigest>();

        Assert.Empty(await Digests());
    }

    private async Task Add(string name, string? email, string role, string? language)
    {
        var id = await host.InScope(async s => await s.GetRequiredService<KernelDbContext>().Roles.Where(r => r.Name == role).Select(r => r.Id).SingleAsync(Token));
        var added = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new AddPerson(name, name.ToLowerInvariant().Replace(' ', '.'), email, [id]), Token));
        Assert.Null(added.Error);
        if (language is null) return;
        using var acting = ActingAs.Person(added.Value, name, [role]);
        Assert.Null((await host.InScope(s => s.GetRequiredService<IMediator>().Send(new ChooseOwnLanguage(language), Token))).Error);
    }

    private async Task<string> Complaint()
    {
        var recorded = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new RecordComplaint { Form = FormKey.New(), Kind = "no-water", Channel = Channel.Phone, Place = "12 Lê Lợi" }, Token));
        Assert.Null(recorded.Error);
        return recorded.Value.Number;
    }

    private Task<List<Message>> Digests() => host.InScope(s => s.GetRequiredService<KernelDbContext>().Messages.Where(m => m.Kind == "tasks.digest").ToListAsync(Token));
}

public sealed class DailyDigestOnSqliteTests(PostgresServer postgres) : DailyDigestTests(DatabaseProvider.Sqlite, postgres);

public sealed class DailyDigestOnPostgresTests(PostgresServer postgres) : DailyDigestTests(DatabaseProvider.Postgres, postgres);
