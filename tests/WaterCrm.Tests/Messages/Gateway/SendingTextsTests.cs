using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Health;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Gateway;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Messages.Sending;

namespace WaterCrm.Tests.Messages.Gateway;

/// <summary>Text messages by a gateway of any provider: what it is asked, how its answers are understood, and what happens when it does wrong what gateways do wrong.</summary>
public abstract class SendingTextsTests(DatabaseProvider provider, PostgresServer postgres) : IAsyncLifetime
{
    private const string Accents = "Cúp nước từ 22 giờ tại đường Lê Lợi";

    private MailRoom room = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => room = await MailRoom.Open(provider, postgres, 0);

    public async ValueTask DisposeAsync()
    {
        if (room is not null) await room.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_gateway_is_asked_as_its_provider_wants_and_its_number_and_price_are_kept()
    {
        await using var server = new ScriptedHttpServer(200, """{"messages": [{"status": 0, "id": 77123}]}""");
        await Set(server, s => s with { Headers = "Authorization: Bearer {{key}}\nIdempotency-Key: {{id}}", Placeholders = "key = 4f0c", Sender = "CAPNUOC", TakenPlace = "messages[0].status", TakenValues = "0", ReferencePlace = "messages[0].id", PartPrice = 750 });
        var text = string.Concat(Enumerable.Repeat(Accents + ". ", 3));

        var id = await Order(text);
        Assert.Equal(1, await room.Send());
        Assert.Equal(0, await room.Send());

        var asked = await server.Next();
        using var body = JsonDocument.Parse(asked.Body);
        Assert.Equal(("POST /send HTTP/1.1", "Bearer 4f0c", id.ToString("N"), "application/json"), (asked.Line, asked["Authorization"], asked["Idempotency-Key"], asked["Content-Type"]));
        Assert.Equal(("+84912345678", "CAPNUOC", text, id.ToString("N")), (Said(body, "to"), Said(body, "from"), Said(body, "text"), Said(body, "reference")));
        var kept = await room.Find(id);
        Assert.Equal((MessageState.Sent, "77123", 2, 1500L), (kept.State, kept.Reference, kept.Parts, kept.Cost));
        Assert.Empty(server.Asked);
    }

    [Theory]
    [InlineData(200, """{"code": 0, "echo": "insufficient credit"}""", MessageState.Sent)]
    [InlineData(202, """{"code": "accepted"}""", MessageState.Sent)]
    [InlineData(200, """{"code": 105, "error": "Unknown sender"}""", MessageState.Failed)]
    [InlineData(200, "ERROR: wrong password", MessageState.Failed)]
    [InlineData(200, "", MessageState.Failed)]
    [InlineData(200, """{"code": 9, "error": "Insufficient credit"}""", MessageState.Queued)]
    [InlineData(429, "slow down", MessageState.Queued)]
    [InlineData(503, """{"code": 0}""", MessageState.Queued)]
    [InlineData(400, """{"code": 0}""", MessageState.Failed)]
    [InlineData(500, """{"code": 0}""", MessageState.Uncertain)]
    [InlineData(504, "", MessageState.Uncertain)]
    public async Task An_answer_is_understood_by_the_rules_and_an_error_is_never_taken_for_success(int status, string answer, MessageState state)
    {
        await using var server = new ScriptedHttpServer(status, answer);
        await Set(server, s => s with { TakenPlace = "code", TakenValues = "0, accepted", LaterTexts = "insufficient credit\nbusy" });

        var id = await Order(Accents);
        Assert.Equal(state is MessageState.Sent ? 1 : 0, await room.Send());

        var kept = await room.Find(id);
        Assert.Equal((state, 1), (kept.State, kept.Tries));
        if (state is not MessageState.Sent) Assert.StartsWith($"{status}", kept.Failure!.Replace("The gateway failed: ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_gateway_that_is_away_for_an_hour_costs_no_message_a_try_and_the_health_page_names_the_settings()
    {
        int port;
        await using (var gone = new ScriptedHttpServer(200, "ok")) port = gone.Port;
        await room.Set(Settings(port));
        var id = await Order(Accents);

        for (var minutes = 0; minutes < 60; minutes++)
        {
            Assert.Equal(0, await room.Send());
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal((MessageState.Queued, 0), (await room.Find(id) is var waits ? (waits.State, waits.Tries) : default));
        Assert.Contains("settings of text messages", (await Look()).ToDo!, StringComparison.Ordinal);
        await using var back = new ScriptedHttpServer(200, "ok");
        await room.Set(Settings(back.Port));
        room.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, await room.Send());
    }

    [Theory]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(401)]
    public async Task A_redirect_is_not_followed_and_who_is_not_let_in_waits(int status)
    {
        await using var other = new ScriptedHttpServer(200, "ok");
        await using var server = new ScriptedHttpServer(status, "elsewhere", $"Location: http://127.0.0.1:{other.Port}/\r\n");
        await Set(server);

        var id = await Order(Accents);
        Assert.Equal(0, await room.Send());

        Assert.Equal((MessageState.Queued, 0), (await room.Find(id) is var waits ? (waits.State, waits.Tries) : default));
        Assert.Empty(other.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"co")]
    public async Task A_connection_that_ends_after_the_message_was_written_leaves_it_uncertain_and_it_is_not_written_again(string answer)
    {
        await using var server = new ScriptedHttpServer(async (_, stream, token) => await stream.WriteAsync(Encoding.ASCII.GetBytes(answer), token));
        await Set(server, s => s with { TakenText = "code" });

        var id = await Order(Accents);
        await room.Send();
        room.Clock.Advance(TimeSpan.FromDays(1));
        await room.Send();

        Assert.Equal(MessageState.Uncertain, (await room.Find(id)).State);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_get_whose_connection_ends_is_not_asked_again_either()
    {
        await using var server = new ScriptedHttpServer((_, _, _) => Task.CompletedTask);
        await Set(server, s => s with { Method = "GET", Address = s.Address + "?to={{to}}&text={{text}}", NumberForm = NumberForms.National });

        var id = await Order("a&b=c d");
        await room.Send();

        Assert.Equal(MessageState.Uncertain, (await room.Find(id)).State);
        Assert.Equal("GET /send?to=0912345678&text=a%26b%3Dc%20d HTTP/1.1", Assert.Single(server.Asked).Line);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gateway_that_never_comes_to_an_end_is_given_up_and_what_became_of_it_nobody_knows(bool drips)
    {
        await using var server = new ScriptedHttpServer(async (_, stream, token) =>
        {
            if (drips) await stream.WriteAsync("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), token);
            for (; ; await Task.Delay(20, token))
                if (drips) await stream.WriteAsync("1\r\nx\r\n"u8.ToArray(), token);
        });
        await Set(server, s => s with { TimeOutSeconds = 47, TakenText = "accepted" });
        var id = await Order(Accents);
        var patience = room.Clock.TimerOf(TimeSpan.FromSeconds(47));

        var sending = room.Send();
        await patience;
        await server.Next();
        await Task.Delay(100, Token);
        room.Clock.Advance(TimeSpan.FromSeconds(47));

        Assert.Equal(0, await sending);
        Assert.Equal(MessageState.Uncertain, (await room.Find(id)).State);
    }

    [Fact]
    public async Task An_answer_byte_by_byte_is_waited_for_and_one_without_end_is_cut_off()
    {
        const int Endless = 200_000_000;
        var written = 0;
        await using var server = new ScriptedHttpServer(async (asked, stream, token) =>
        {
            foreach (var one in "HTTP/1.1 200 OK\r\nContent-Length: 200000000\r\n\r\n{\"id\": \"a7\", "u8.ToArray()) await stream.WriteAsync(new[] { one }, token);
            for (; written < Endless; written += 10_000) await stream.WriteAsync(new byte[10_000], token);
        });
        await Set(server, s => s with { TakenText = "a7" });

        var taken = await Order(Accents);
        Assert.Equal(1, await room.Send());
        await Set(server, s => s with { TakenText = "", TakenPlace = "id", TakenValues = "a7" });
        var unknown = await Order("Second");
        Assert.Equal(0, await room.Send());

        Assert.Equal((MessageState.Sent, MessageState.Uncertain), ((await room.Find(taken)).State, (await room.Find(unknown)).State));
        Assert.True(written < Endless);
    }

    [Theory]
    [InlineData("application/json", """{"to": "{{to}}", "text": "{{text}}"}""")]
    [InlineData("application/x-www-form-urlencoded", "to={{to}}&text={{text}}")]
    [InlineData("text/xml; charset=utf-8", "<sms><to>{{to}}</to><text>{{text}}</text></sms>")]
    public async Task Whatever_a_text_holds_it_stays_a_value(string type, string body)
    {
        const string Text = "\"}, \"to\": \"+1\" & </text> {{key}} {{to}}\r\nX-Evil: 1\r\n\r\nGET / HTTP/1.1 %0d ấ💧";
        await using var server = new ScriptedHttpServer(200, "ok");
        await Set(server, s => s with { ContentType = type, Body = body, Placeholders = "key = 4f0c" });

        await Order(Text);
        Assert.Equal(1, await room.Send());

        var asked = await server.Next();
        Assert.DoesNotContain("Evil", asked.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("4f0c", asked.Body, StringComparison.Ordinal);
        Assert.Equal(("+84912345678", Text), Read(type, asked.Body));
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task What_is_no_number_is_refused_and_what_is_endless_is_no_text_message()
    {
        await using var server = new ScriptedHttpServer(200, "ok");
        await Set(server);
        foreach (var to in new[] { "0912\r\nX-Evil: 1", "0912 345 678; DROP", "hoa@example.org", "" })
            Assert.NotNull((await room.Order(MailRoom.Mail(to) with { Channel = MessageChannels.Sms })).Error);

        Assert.Equal("messages.too-long-for-channel", (await TryOrder(new string('ấ', 20_000))).Error?.Code);
        Assert.Equal(0, await room.Send());
        Assert.Empty(server.Asked);
    }

    [Fact]
    public async Task Without_a_gateway_text_messages_wait_for_somebody_and_after_a_day_the_health_page_says_where()
    {
        var id = await Order(Accents);

        Assert.Equal(0, await room.Send());

        Assert.Equal(MessageState.Queued, (await room.Find(id)).State);
        Assert.Null((await Look()).ToDo);
        room.Clock.Advance(TimeSpan.FromHours(24));
        Assert.Equal("Open Post by hand and Letters to print in the menu.", (await Look()).ToDo);
    }

    [Fact]
    public async Task No_more_a_minute_go_than_may()
    {
        await using var server = new ScriptedHttpServer(200, "ok");
        await Set(server, s => s with { PerMinute = 2 });
        for (var i = 0; i < 5; i++) await Order($"Text {i}");

        List<int> sent = [];
        for (var minute = 0; minute < 3; minute++)
        {
            sent.Add(await room.Send());
            room.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([2, 2, 1], sent);
    }

    private static string? Said(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString();

    private static (string To, string Text) Read(string type, string body)
    {
        if (type.Contains("json", StringComparison.Ordinal))
        {
            using var json = JsonDocument.Parse(body);
            return (Said(json, "to")!, Said(json, "text")!);
        }

        if (type.Contains("xml", StringComparison.Ordinal))
        {
            var xml = System.Xml.Linq.XElement.Parse(body, System.Xml.Linq.LoadOptions.PreserveWhitespace);
            return ((string)xml.Element("to")!, ((string)xml.Element("text")!).Replace("\n", "\r\n", StringComparison.Ordinal));
        }

        var form = body.Split('&').Select(p => p.Split('=')).ToDictionary(p => p[0], p => WebUtility.UrlDecode(p[1]));
        return (form["to"], form["text"]);
    }

    private static GatewaySettings Settings(int port) => new() { Address = $"http://127.0.0.1:{port}/send", Connections = 1 };

    private Task Set(ScriptedHttpServer server, Func<GatewaySettings, GatewaySettings>? more = null) => room.Set((more ?? (s => s))(Settings(server.Port)));

    private async Task<Guid> Order(string text) => (await TryOrder(text)).Value.Id;

    private Task<Result<OrderedMessage>> TryOrder(string text) =>
        room.Harness.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
            MailRoom.Mail("0912 345 678", "sms " + text.GetHashCode(StringComparison.Ordinal)) with { Channel = MessageChannels.Sms }, new Wording("complaints.received", MessageTopic.Service, "Text", text), token), Token);

    private async Task<Finding> Look()
    {
        await using var scope = room.Harness.Services.CreateAsyncScope();
        return await ActivatorUtilities.CreateInstance<MessagesCheck>(scope.ServiceProvider).Look(Token);
    }
}

public sealed class SendingTextsOnSqliteTests(PostgresServer postgres) : SendingTextsTests(DatabaseProvider.Sqlite, postgres);

public sealed class SendingTextsOnPostgresTests(PostgresServer postgres) : SendingTextsTests(DatabaseProvider.Postgres, postgres);
