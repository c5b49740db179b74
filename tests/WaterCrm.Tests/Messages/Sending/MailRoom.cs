using WaterCrm.Kernel.Messages.Templates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.Settings;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>An outbox on a real database, and how a test orders, sends and looks.</summary>
internal sealed class MailRoom(Harness harness) : IAsyncDisposable
{
    public static readonly Guid Complaint = new("0195c0de-0000-7000-8000-000000000001");

    public Harness Harness => harness;

    public FakeTime Clock => harness.Clock;

    /// <param name="provider">Which database.</param>
    /// <param name="postgres">The assembly's server.</param>
    /// <param name="port">Of a mail server on this machine; 0 for none.</param>
    /// <param name="more">What else differs in the settings.</param>
    /// <param name="services">Services of the test's own.</param>
    public static async Task<MailRoom> Open(DatabaseProvider provider, PostgresServer postgres, int port, Func<MailSettings, MailSettings>? more = null, Action<IServiceCollection>? services = null)
    {
        var room = new MailRoom(await Harness.Start(provider, postgres, [new WordsStartup(), new FilesStartup()], shell =>
        {
            shell.AddSingleton<WaterCrm.Modularity.IModuleFiles>(new SettingsWorld.NoFiles())
                .AddSingleton<Microsoft.Extensions.Hosting.IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
            services?.Invoke(shell);
        }));
        if (port > 0) await room.Set((more ?? (s => s))(new MailSettings { Host = "127.0.0.1", Port = port, Security = MailSecurity.None, From = "care@water.example", FromName = "Cấp nước Sài Gòn" }));
        return room;
    }

    public async Task Set(object settings) => Assert.Null((await harness.Send(new ChangeSettings(settings))).Error);

    public static Envelope Mail(string to = "hoa@example.org", string purpose = "complaints.received") => new()
    {
        Purpose = purpose, About = ("complaint", Complaint), Channel = MessageChannels.Email, Address = to, Name = "Nguyễn Thị Hoa", Language = "vi",
    };

    /// <summary>Orders in a command of its own.</summary>
    public Task<Result<OrderedMessage>> Order(Envelope order, MessageTopic topic = MessageTopic.Service, string kind = "complaints.received") => harness.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
        order, new Wording(kind, topic, "Chúng tôi đã nhận được phản ánh C-2026-000001", "Kính gửi bà Hoa,\n\nChúng tôi đã nhận được.\n.\nHết.", "<p>Kính gửi bà Hoa</p>"), token), TestContext.Current.CancellationToken);

    public Task<int> Send() => harness.Services.GetRequiredService<MessageSender>().SendDue(TestContext.Current.CancellationToken);

    public Task<Message> Find(Guid id) => harness.Read<KernelDbContext, Message>(db => db.Messages.SingleAsync(m => m.Id == id));

    public Task<Dictionary<MessageState, int>> States() => harness.Read<KernelDbContext, Dictionary<MessageState, int>>(db => db.Messages.GroupBy(m => m.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));

    public ValueTask DisposeAsync() => harness.DisposeAsync();
}
