using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Rules;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Messages.Sending;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;
using WaterCrm.Kernel.Messages.Domain;
using Microsoft.EntityFrameworkCore;
using MediatR;

namespace WaterCrm.Tests.Shell;

/// <summary>A way to people that a module brings, loaded from its folder: by hand while it is not set up, then over its service, which refuses, delays and falls silent.</summary>
public sealed class SampleModuleChatTests(SampleHost sample) : IClassFixture<SampleHost>
{
    private readonly TestHost host = sample.Host;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_posts_until_the_service_is_set_up_and_then_a_conversation_goes_on_in_it()
    {
        await using var service = await ChatService.Start();
        await Set("", "");
        var byHand = await Order("hoa", "a");
        Assert.Contains((await Send(new FindHandMessages("sample-chat"))).Rows, r => r.Id == byHand);

        await Set(service.Address, "k3y");
        Assert.Empty((await Send(new FindHandMessages("sample-chat"))).Rows);
        await Until(byHand, MessageState.Sent);
        var again = await Order("hoa", "b");
        await Until(again, MessageState.Sent);

        Assert.Equal([(byHand, "hoa", null), (again, "hoa", "c-hoa")], service.Taken.Where(t => t.To == "hoa"));
        Assert.Equal("c-hoa", (await Find(again)).Reference);
    }

    [Theory]
    [InlineData("none", MessageState.Bounced)]
    [InlineData("busy", MessageState.Queued)]
    [InlineData("error-in-200", MessageState.Failed)]
    [InlineData("broken", MessageState.Uncertain)]
    [InlineData("gibberish", MessageState.Uncertain)]
    [InlineData("hangs-up", MessageState.Uncertain)]
    public async Task What_the_service_answers_is_what_is_known_of_the_message(string to, MessageState state)
    {
        await using var service = await ChatService.Start();
        await Set(service.Address, "k3y");
        var id = await Order(to, "c");

        await Until(id, state);
    }

    [Fact]
    public async Task A_key_that_is_refused_and_a_service_that_is_away_cost_no_message_a_try()
    {
        await using (var service = await ChatService.Start())
        {
            await Set(service.Address, "wrong");
            var id = await Order("nam", "d");
            await Deliver();
            Assert.Equal((MessageState.Queued, "The chat service does not know our key."), ((await Find(id)).State, (await Find(id)).Failure));
        }

        await using var back = await ChatService.Start();
        await Set(back.Address, "k3y");
        for (var asked = 0; asked < 200 && back.Taken.IsEmpty; asked++) await Deliver();
        Assert.Contains(back.Taken, t => t.To == "nam");
    }

    private async Task Set(string address, string key)
    {
        await host.Set(new QuietSettings { From = "", Until = "" });   // it may be night
        using var admin = await host.SignedInAs(StandardRoles.Administrator);
        const string Page = "/staff/admin/settings/sample-chat";
        var shown = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await admin.GetStringAsync(Page, Token));
        var hidden = shown.QuerySelectorAll("main form input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value") ?? "")).Where(f => f.Item1 != "__RequestVerificationToken");
        var saved = await admin.PostForm(Page, Page, [.. hidden, ("set.Address", address), ("set.Key", key)]);
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        host.Services.GetRequiredService<Outages>().Over("sample-chat");   // of the test before
    }

    private Task<T> Send<T>(IRequest<T> request) => host.InScope(services => services.GetRequiredService<IMediator>().Send(request, Token));

    /// <summary>The host sends by itself too; whoever of the two has the message, it stands so in the end.</summary>
    private async Task Until(Guid id, MessageState state)
    {
        for (var asked = 0; asked < 200 && ((await Find(id)) is not { Tries: > 0 } found || found.State != state); asked++) await Deliver();
        Assert.Equal(state, (await Find(id)).State);
    }

    private async Task Deliver()
    {
        await host.Services.GetRequiredService<MessageSender>().SendDue(Token);
        await Task.Delay(20, Token);
    }

    private Task<Message> Find(Guid id) => host.InScope(services => services.GetRequiredService<KernelDbContext>().Messages.AsNoTracking().FirstAsync(m => m.Id == id, Token));

    private async Task<Guid> Order(string to, string purpose) => (await host.Services.GetRequiredService<CommandRunner>().Run("test: order", (services, token) => services.GetRequiredService<MessageDesk>().Order(
        new Envelope { Purpose = purpose, About = ("suggestion", new Guid("0195c0de-0000-7000-8000-000000000002")), Channel = "sample-chat", Address = to, Language = "vi" },
        new Wording("complaints.received", MessageTopic.Service, "Title", "Đã nhận góp ý"), token), Token)).Value.Id;

    /// <summary>A service as there are many: JSON over HTTP, a key, and answers that depend on whom one writes to.</summary>
    private sealed class ChatService(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<(Guid Number, string To, string? Conversation)> Taken { get; } = [];

        public string Address => app.Urls.First();

        public static async Task<ChatService> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var service = new ChatService(app);
            app.MapPost("/messages", service.Take);
            await app.StartAsync(Token);
            return service;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        private async Task Take(HttpContext context)
        {
            using var asked = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            var (to, said) = (asked.RootElement.GetProperty("to").GetString()!, context.Response);
            if (context.Request.Headers.Authorization != "Bearer k3y") said.StatusCode = 401;
            else if (to == "none") said.StatusCode = 404;
            else if (to == "busy") said.StatusCode = 503;
            else if (to == "broken") said.StatusCode = 500;
            else if (to == "gibberish") await said.WriteAsync("<html>Welcome</html>", Token);
            else if (to == "hangs-up") context.Abort();
            else if (to == "error-in-200") await said.WriteAsJsonAsync(new { error = "Too long." }, Token);
            else
            {
                Taken.Enqueue((asked.RootElement.GetProperty("number").GetGuid(), to, asked.RootElement.GetProperty("conversation").GetString()));
                await said.WriteAsJsonAsync(new { conversation = "c-" + to }, Token);
            }
        }
    }
}
