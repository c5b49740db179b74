using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WaterCrm.Contracts.Complaints;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Log;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Messages.Webhooks.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Gateway;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Webhooks;

/// <summary>Other systems are told what happened: once for each event, signed, and nowhere inside the utility's own network.</summary>
public abstract class DeliveringTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private static readonly Guid Complaint = new("0195c0de-0000-7000-8000-000000000001");

    private readonly Dictionary<string, Queue<string>> names = [];
    private MailRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        room = await MailRoom.Open(provider, postgres, 0, services: services => services
            .AddWebhookEvent<ComplaintClosed>(typeof(DeliveringTests).Assembly, "A complaint was closed", c => new { c.ComplaintId, c.Number })
            .AddWebhookEvent<ComplaintReopened>(typeof(DeliveringTests).Assembly, "A complaint was reopened", c => new { c.ComplaintId })
            .Replace(ServiceDescriptor.Singleton<ResolveHost>(Resolve)));
        await room.Set(new WebhookSettings { AllowsHttp = true, OwnHosts = "localhost\nmap.example", TimeOutSeconds = 47 });
    }

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_happened_is_told_once_and_signed_so_that_the_other_side_can_check_it()
    {
        await using var server = new ScriptedHttpServer(204, "");
        var secret = await Add(server);

        var said = await Close();
        Assert.Equal(1, await room.Harness.DeliverEvents());
        Assert.Equal(1, await room.Send());
        Assert.Equal(0, await room.Send());

        var asked = await server.Next();
        Assert.Equal(("POST /hooks/water?a=1 HTTP/1.1", "application/json; charset=utf-8"), (asked.Line, asked["Content-Type"]));
        var signed = Encoding.UTF8.GetBytes($"{asked["webhook-id"]}.{asked["webhook-timestamp"]}.{asked.Body}");
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed)), asked["webhook-signature"]);
        Assert.Equal(room.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture), asked["webhook-timestamp"]);
        using var body = JsonDocument.Parse(asked.Body);
        Assert.Equal("complaints.closed", body.RootElement.GetProperty("type").GetString());
        Assert.Equal(said.OccurredAt, body.RootElement.GetProperty("timestamp").GetDateTime());
        Assert.Equal(["complaintId", "number"], body.RootElement.GetProperty("data").EnumerateObject().Select(p => p.Name));
        Assert.DoesNotContain(secret, await Stored(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_event_heard_twice_is_one_delivery_and_another_event_or_webhook_another_one()
    {
        await using var server = new ScriptedHttpServer(200, "");
        await Add(server);
        await Add(server);
        var said = await Close();
        await room.Harness.DeliverEvents();

        await room.Harness.Services.GetRequiredService<CommandRunner>().Run<Result<bool>>("test: again", async (services, token) =>
        {
            await services.GetRequiredService<WebhookOrders>().Order(services.GetServices<WebhookEvent>().Single(e => e.Name == "complaints.closed"), said, token);
            return true;
        }, Token);
        Assert.Equal(2, await room.Send());
        room.Clock.Advance(TimeSpan.FromMinutes(1));
        await Close();
        await room.Harness.DeliverEvents();
        Assert.Equal(2, await room.Send());

        Assert.Equal(2, server.Asked.Select(a => a["webhook-id"]).Distinct().Count());
    }

    [Fact]
    public async Task An_event_that_was_not_chosen_and_one_during_a_pause_are_not_told()
    {
        await using var server = new ScriptedHttpServer(200, "");
        await Add(server);
        await Say(new ComplaintReopened { OccurredAt = room.Clock.Utc(), ComplaintId = Complaint, Number = "C-2026-000001", Kind = "leak", ByCustomer = true });
        await room.Harness.Send(new PauseWebhook((await Rows())[0].Id));
        await Close();

        await room.Harness.DeliverEvents();

        Assert.Equal(0, await room.Send());
        Assert.Empty(await room.States());
    }

    [Theory]
    [InlineData(200, MessageState.Sent)]
    [InlineData(202, MessageState.Sent)]
    [InlineData(302, MessageState.Failed)]
    [InlineData(400, MessageState.Failed)]
    [InlineData(410, MessageState.Failed)]
    [InlineData(429, MessageState.Queued)]
    [InlineData(500, MessageState.Queued)]
    [InlineData(503, MessageState.Queued)]
    public async Task An_answer_means_what_the_specification_says_and_who_wants_no_more_is_left_in_peace(int status, MessageState state)
    {
        await using var other = new ScriptedHttpServer(200, "");
        await using var server = new ScriptedHttpServer(status, "because", $"Location: http://localhost:{other.Port}/\r\n");
        await Add(server);
        await Tell();

        Assert.Equal(state, Assert.Single(await room.States()).Key);
        Assert.Equal(status == 410, (await Rows())[0].PausedAt is not null);
        Assert.Empty(other.Asked);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_delivery_that_is_tried_again_has_the_same_id_and_a_new_time()
    {
        var isReady = false;
        await using var server = new ScriptedHttpServer((_, stream, token) => isReady ? ScriptedHttpServer.Say(stream, 200, "", "", token) : Task.CompletedTask);
        await Add(server);
        await Tell();
        var first = await server.Next();
        isReady = true;
        room.Clock.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1, await room.Send());

        var second = await server.Next();
        Assert.Equal((first["webhook-id"], first.Body), (second["webhook-id"], second.Body));
        Assert.NotEqual(first["webhook-timestamp"], second["webhook-timestamp"]);
        Assert.NotEqual(first["webhook-signature"], second["webhook-signature"]);
    }

    [Fact]
    public async Task One_that_never_answers_is_given_up_in_time_and_tried_again_later()
    {
        await using var server = new ScriptedHttpServer(async (_, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 "u8.ToArray(), token);
            await Task.Delay(Timeout.Infinite, token);
        });
        await Add(server);
        await Close();
        await room.Harness.DeliverEvents();
        var patience = room.Clock.TimerOf(TimeSpan.FromSeconds(47));

        var sending = room.Send();
        await patience;
        await server.Next();
        room.Clock.Advance(TimeSpan.FromSeconds(47));

        Assert.Equal(0, await sending);
        Assert.Equal(MessageState.Queued, Assert.Single(await room.States()).Key);
    }

    [Fact]
    public async Task One_that_is_away_does_not_hold_up_the_others()
    {
        int port;
        await using (var gone = new ScriptedHttpServer(200, "")) port = gone.Port;
        await using var server = new ScriptedHttpServer(200, "");
        Assert.Null((await room.Harness.Send(new AddWebhook("Gone", $"http://localhost:{port}/", ["complaints.closed"]))).Error);
        await Add(server);

        await Tell();

        Assert.Equal(new Dictionary<MessageState, int> { [MessageState.Queued] = 1, [MessageState.Sent] = 1 }, await room.States());
    }

    [Theory]
    [InlineData("inside.example", "10.0.0.5")]
    [InlineData("loop.example", "::1")]
    [InlineData("both.example", "93.184.215.14,192.168.1.1")]
    [InlineData("mapped.example", "::ffff:127.0.0.1")]
    [InlineData("meta.example", "169.254.169.254")]
    public async Task A_name_that_leads_into_the_own_network_is_refused_when_it_is_connected_to(string host, string addresses)
    {
        names[host] = new([addresses]);
        await using var server = new ScriptedHttpServer(200, "");
        Assert.Null((await room.Harness.Send(new AddWebhook("Inside", $"http://{host}:{server.Port}/", ["complaints.closed"]))).Error);

        await Tell();

        Assert.Equal(MessageState.Failed, Assert.Single(await room.States()).Key);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_name_that_answers_otherwise_the_second_time_gains_nothing()
    {
        // Among public addresses, and of a block that nobody has.
        names["rebind.example"] = new(["3ffe::1", "127.0.0.1"]);
        await using var server = new ScriptedHttpServer(200, "");
        Assert.Null((await room.Harness.Send(new AddWebhook("Rebind", $"http://rebind.example:{server.Port}/", ["complaints.closed"]))).Error);
        await Close();
        await room.Harness.DeliverEvents();
        var patience = room.Clock.TimerOf(TimeSpan.FromSeconds(47));
        var sending = room.Send();
        await patience;
        await Task.Delay(100, Token);
        room.Clock.Advance(TimeSpan.FromSeconds(47));
        await sending;
        room.Clock.Advance(TimeSpan.FromMinutes(1));

        await room.Send();   // now the name says 127.0.0.1

        Assert.Equal(MessageState.Failed, Assert.Single(await room.States()).Key);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task A_server_of_the_own_network_that_the_settings_name_is_told()
    {
        names["map.example"] = new(["127.0.0.1"]);
        await using var server = new ScriptedHttpServer(200, "");
        Assert.Null((await room.Harness.Send(new AddWebhook("Map", $"http://map.example:{server.Port}/", ["complaints.closed"]))).Error);

        await Tell();

        Assert.Equal($"map.example:{server.Port}", (await server.Next())["Host"]);
    }

    [Theory]
    [InlineData("http://example.org/", "webhooks.address", false)]
    [InlineData("https://127.0.0.1/", "webhooks.address", true)]
    [InlineData("https://2130706433/", "webhooks.address", true)]
    [InlineData("https://[::1]/", "webhooks.address", true)]
    [InlineData("https://[::ffff:10.0.0.1]/", "webhooks.address", true)]
    [InlineData("https://user:word@example.org/", "webhooks.address", true)]
    [InlineData("file:///etc/passwd", "webhooks.address", true)]
    [InlineData("gopher://example.org/", "webhooks.address", true)]
    [InlineData("example.org", "webhooks.address", true)]
    [InlineData("https://example.org/a\r\nX: 1", "webhooks.address", true)]
    public async Task An_address_that_may_not_be_told_is_refused_where_it_is_typed(string address, string code, bool allowsHttp)
    {
        await room.Set(new WebhookSettings { AllowsHttp = allowsHttp });

        var refused = await room.Harness.Send(new AddWebhook("Bad", address, ["complaints.closed"]));

        Assert.Equal((code, "Address"), (refused.Error!.Code, Assert.Single(refused.Error.Fields).Field));
    }

    [Fact]
    public async Task Only_registered_events_can_be_chosen_and_a_second_editor_is_told()
    {
        await using var server = new ScriptedHttpServer(200, "");
        Assert.Equal("webhooks.unknown-event", (await room.Harness.Send(new AddWebhook("All", "https://example.org/", ["customers.changed"]))).Error!.Code);
        Assert.NotNull((await room.Harness.Send(new AddWebhook(" ", "https://example.org/", []))).Error);
        await Add(server);
        var seen = (await Rows())[0];
        Assert.Null((await room.Harness.Send(new ChangeWebhook(seen.Id, "First", "https://example.org/", ["complaints.closed"]) { Version = seen.Version })).Error);

        var second = await room.Harness.Send(new ChangeWebhook(seen.Id, "Second", "https://example.org/", ["complaints.closed"]) { Version = seen.Version });

        Assert.Equal(409, second.Error!.Status);
        Assert.Equal("First", (await Rows())[0].Name);
    }

    [Fact]
    public async Task A_new_secret_signs_from_then_on_and_what_waits_for_a_deleted_one_is_not_sent()
    {
        await using var server = new ScriptedHttpServer(200, "");
        var old = await Add(server);
        var id = (await Rows())[0].Id;
        var renewed = (await room.Harness.Send(new RenewWebhookSecret(id))).Value.Shown;
        Assert.NotEqual(old, renewed);
        var trial = (await room.Harness.Send(new TryWebhook(id))).Value;
        Assert.Equal(1, await room.Send());
        var asked = await server.Next();
        Assert.Equal("v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(renewed["whsec_".Length..]), Encoding.UTF8.GetBytes($"{asked["webhook-id"]}.{asked["webhook-timestamp"]}.{asked.Body}"))), asked["webhook-signature"]);
        Assert.Contains("webhook.trial", asked.Body, StringComparison.Ordinal);
        Assert.Equal(MessageState.Sent, (await room.Find(trial)).State);

        await Close();
        await room.Harness.DeliverEvents();
        await room.Harness.Send(new DeleteWebhook(id));
        await room.Send();

        Assert.Equal(1, (await room.States())[MessageState.Failed]);
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task One_that_is_sent_again_by_hand_keeps_its_id()
    {
        await using var server = new ScriptedHttpServer(400, "no");
        await Add(server);
        await Tell();
        var failed = await room.Harness.Read<KernelDbContext, Message>(db => db.Messages.SingleAsync());

        Assert.Null((await room.Harness.Send(new SendMessageAgain(failed.Id, "It was repaired."))).Error);
        await room.Send();

        Assert.Equal((await server.Next())["webhook-id"], (await server.Next())["webhook-id"]);
    }

    private async Task<string> Add(ScriptedHttpServer server)
    {
        var added = await room.Harness.Send(new AddWebhook("Map", $"http://localhost:{server.Port}/hooks/water?a=1", ["complaints.closed"]));
        Assert.Null(added.Error);
        return added.Value.Shown;
    }

    private async Task Tell()
    {
        await Close();
        await room.Harness.DeliverEvents();
        await room.Send();
    }

    private async Task<ComplaintClosed> Close()
    {
        var said = new ComplaintClosed { OccurredAt = room.Clock.Utc(), ComplaintId = Complaint, Number = "C-2026-000001", Kind = "leak", Outcome = "closed", ResolvedInTime = true };
        await Say(said);
        return said;
    }

    private Task Say(Contracts.IntegrationEvent said) => room.Harness.Services.GetRequiredService<CommandRunner>().Run<Result<bool>>("test: say", (services, _) =>
    {
        services.GetRequiredService<CommandScope>().Say(said);
        return Task.FromResult<Result<bool>>(true);
    }, Token);

    private Task<IReadOnlyList<WebhookRow>> Rows() => room.Harness.Send(new ListWebhooks());

    private Task<string> Stored() => room.Harness.Read<KernelDbContext, string>(async db => string.Join('\n', await db.Webhooks.Select(w => w.Secret).ToListAsync()) + string.Join('\n', await db.Audit.Select(a => a.Changes).ToListAsync()));

    private Task<IPAddress[]> Resolve(string host, CancellationToken token)
    {
        if (!names.TryGetValue(host, out var answers)) return Task.FromResult<IPAddress[]>(host == "localhost" ? [IPAddress.Loopback] : throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound));
        return Task.FromResult<IPAddress[]>([.. (answers.Count > 1 ? answers.Dequeue() : answers.Peek()).Split(',').Select(IPAddress.Parse)]);
    }
}

public sealed class DeliveringOnSqliteTests(PostgresServer postgres) : DeliveringTests(DatabaseProvider.Sqlite, postgres);

public sealed class DeliveringOnPostgresTests(PostgresServer postgres) : DeliveringTests(DatabaseProvider.Postgres, postgres);
