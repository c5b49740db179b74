using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Benchmarks.Measuring;
using WaterCrm.Benchmarks.Running;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Trials;

namespace WaterCrm.Benchmarks;

/// <summary>What it costs that nothing is sent twice: each mail is written from its text, ordered, noted before it is handed over and after.</summary>
public sealed class MessagesBenchmark : IBenchmark
{
    private const int Mails = 20_000, InACommand = 250, Connections = 4;
    private RealHost? host;
    private MailSink? sink;
    private int round;

    public string Name => "messages";
    public string Question => "mails a second: 20,000 personalised ones, from the order to the mail server's answer, over 4 connections / a plain loop over the same server with as many connections";
    public Comparing Comparing => Comparing.Rate;
    public Direction Direction => Direction.AtLeast;
    public double Bound => 0.7;
    public Side Subject => new(SendAsync);
    public Side Base => new(LoopAsync);

    public async Task PrepareAsync(CancellationToken token)
    {
        sink = await MailSink.StartAsync(token);
        host = await RealHost.StartAsync(serves: false, token);
        using var actor = ActingAs.System("bench");
        await using var scope = host.Services.CreateAsyncScope();
        var changed = await scope.ServiceProvider.GetRequiredService<IMediator>().Send(
            new ChangeSettings(new MailSettings { Host = "127.0.0.1", Port = sink.Port, Security = MailSecurity.None, From = "care@water.example", Connections = Connections, PerDay = 0 }), token);
        if (changed.Error is { } error) throw new InvalidOperationException(error.Message);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        sink?.Dispose();
    }

    private async Task<double> SendAsync(CancellationToken token)
    {
        round++;
        using var actor = ActingAs.System("bench");
        var runner = host!.Services.GetRequiredService<CommandRunner>();
        for (var first = 0; first < Mails; first += InACommand)
        {
            var from = first;
            var ordered = await runner.Run<Result<bool>>("bench: order", async (services, cancelled) =>
            {
                var desk = services.GetRequiredService<MessageDesk>();
                for (var i = from; i < from + InACommand; i++)
                    if ((await desk.Write(To(i), "people.password-link", Values(i), cancelled)).Error is { } refused) return refused;
                return true;
            }, token);
            if (ordered.Error is { } error) throw new InvalidOperationException(error.Message);
        }

        var sent = await host.Services.GetRequiredService<MessageSender>().SendDue(token);
        await using var scope = host.Services.CreateAsyncScope();
        var all = await scope.ServiceProvider.GetRequiredService<KernelDbContext>().Messages.CountAsync(m => m.State == MessageState.Sent, token);
        return sent == Mails && all == round * Mails ? sent : throw new InvalidOperationException($"{sent} of {Mails} were sent, {all} in all.");
    }

    private Envelope To(int i) => new()
    {
        Purpose = $"bench:{round}", About = ("bench", new Guid(i, (short)round, 0, [0, 0, 0, 0, 0, 0, 0, 0])), Channel = MessageChannels.Email, Address = $"customer{i}@example.org", Name = $"Nguyễn Thị Hoa {i}", Language = "vi",
    };

    private static Dictionary<string, object?> Values(int i) => new()
    {
        ["person.name"] = $"Nguyễn Thị Hoa {i}", ["person.sign-in"] = $"hoa{i}", ["password.link"] = $"https://crm.example.org/password/{i}", ["password.until"] = new DateTime(2026, 3, 2, 2, 0, 0, DateTimeKind.Utc),
    };

    /// <summary>What anybody would write who has a list and a mail server: the same mails over the same connections, and nothing written down.</summary>
    private async Task<double> LoopAsync(CancellationToken token)
    {
        var settings = new MailSettings { Host = "127.0.0.1", Port = sink!.Port, Security = MailSecurity.None, From = "care@water.example" };
        var (sender, clock, next) = (new MailSender(settings.From, "Cấp nước", ""), TimeProvider.System, -1);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            await using var server = await SmtpConnection.Open(settings, host!.Services.GetRequiredService<Trial>(), clock, token);
            while (Interlocked.Increment(ref next) is var i && i < Mails)
            {
                var mail = new OutgoingMessage(Guid.CreateVersion7(), "bench", MessageTopic.Service, $"customer{i}@example.org", $"Nguyễn Thị Hoa {i}", "vi", "Liên kết đặt mật khẩu mới",
                    $"Kính gửi Nguyễn Thị Hoa {i},\n\nhttps://crm.example.org/password/{i}\n\nTrân trọng.", $"<p>Kính gửi Nguyễn Thị Hoa {i},</p><p><a href=\"https://crm.example.org/password/{i}\">Đặt mật khẩu</a></p>") { Reference = $"{i}@water.example" };
                if (await server.Send(sender.Address, mail.Address, MailWriter.Write(mail, sender, clock.GetUtcNow(), [])) is not SendOutcome.Taken) throw new InvalidOperationException("The mail server refused a mail.");
            }
        }, token)));
        return Mails;
    }
}
