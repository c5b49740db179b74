using System.Text.RegularExpressions;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;

namespace WaterCrm.Tests.Messages.Sending;

/// <summary>Who is invited gets the link by mail as well; nobody else can read it on the way.</summary>
public sealed partial class PasswordLinksByMailTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_invitation_goes_by_mail_opens_the_door_once_and_its_text_is_forgotten()
    {
        await using var server = await SmtpServer.StartAsync(token: Token);
        await using var host = await TestHost.StartAsync();
        using var admin = await host.SignedInAs("Administrator");
        await host.Set(new MailSettings { Host = "127.0.0.1", Port = server.Port, Security = MailSecurity.None, From = "care@water.example", PublicAddress = "https://crm.water.example/" });
        var added = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new AddPerson("Trần Thị Hoa", "hoa", "hoa@water.example", []), Token));

        using var page = await admin.PostForm($"/staff/people/{added.Value}", $"/staff/people/{added.Value}/link");

        Assert.Contains("It goes by mail to hoa@water.example as well.", await page.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var mail = await server.NextAsync(Token);
        Assert.Equal(("hoa@water.example", "Trần Thị Hoa <hoa@water.example>"), (mail.To[0], mail.Headers["To"]));
        var link = Link().Match(mail.Text!).Groups["path"].Value;
        Assert.Contains(link, mail.Html!, StringComparison.Ordinal);
        while (await Kept(host) is not { State: MessageState.Sent }) await Task.Delay(20, Token);
        Assert.Equal(("", (string?)null), (await Kept(host) is var kept ? (kept!.Content.Text, kept.Content.Html) : default));
        using var chosen = await host.Client.PostForm(link, link, ("Password", Someone.Password), ("PasswordAgain", Someone.Password));
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await host.Client.GetAsync(link, Token)).StatusCode);
    }

    [Fact]
    public async Task While_it_waits_its_text_is_closed_and_without_an_address_of_the_system_none_is_written()
    {
        await using var host = await TestHost.StartAsync();
        using var admin = await host.SignedInAs("Administrator");
        var added = await host.InScope(s => s.GetRequiredService<IMediator>().Send(new AddPerson("Trần Thị Hoa", "hoa", "hoa@water.example", []), Token));
        // A server that takes connections and never says anything: the mail stays where it is.
        using var silent = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var settings = new MailSettings { Host = "127.0.0.1", Port = ((System.Net.IPEndPoint)silent.LocalEndpoint).Port, Security = MailSecurity.None, From = "care@water.example" };
        await host.Set(settings);
        using var without = await admin.PostForm($"/staff/people/{added.Value}", $"/staff/people/{added.Value}/link");
        Assert.Null(await Kept(host));

        await host.Set(settings with { PublicAddress = "https://crm.water.example" });
        using var page = await admin.PostForm($"/staff/people/{added.Value}", $"/staff/people/{added.Value}/link");

        var kept = await Kept(host);
        Assert.DoesNotContain("password", kept!.Content.Text + kept.Content.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("https://crm.water.example/password/", host.Services.GetRequiredService<Seal>().Open(kept.Content.Text), StringComparison.Ordinal);
    }

    private static Task<Kernel.Messages.Domain.Message?> Kept(TestHost host) => host.InScope(s => s.GetRequiredService<KernelDbContext>().Messages.Include(m => m.Content).FirstOrDefaultAsync(m => m.Channel == "email", Token));

    [GeneratedRegex(@"https://crm\.water\.example(?<path>/password/[\w-]+)")]
    private static partial Regex Link();
}
