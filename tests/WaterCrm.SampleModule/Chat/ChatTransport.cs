using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Sending;

namespace WaterCrm.SampleModule.Chat;

/// <summary>Sends messages by a chat service that takes JSON over HTTP.</summary>
internal sealed class ChatTransport(ChatSettings settings) : IMessageTransport
{
    /// <summary>Its names are data, and so is what an address is; nobody else needs to know the service.</summary>
    public static readonly MessageChannel Way = new("sample-chat", new Dictionary<string, string> { ["en"] = "Sample chat", ["vi"] = "Trò chuyện mẫu", ["zh-Hans"] = "示例聊天" },
        ChannelAddress.Name, ChannelWords.Chat, MostCharacters: 2000, ByHand: true);

    public string Channel => Way.Code;

    public TransportLimits? Limits => settings.Address.Length > 0 ? new TransportLimits(Connections: 2, PerMinute: 60) : null;

    public Task<ITransportConnection> Open(CancellationToken token) => Task.FromResult<ITransportConnection>(new ChatConnection(settings));
}

/// <summary>What the service is told. The number makes a message that arrives twice one message.</summary>
internal sealed record ChatOrder(Guid Number, string To, string Text, string? Conversation);

/// <summary>What it answers.</summary>
internal sealed record ChatAnswer(string? Conversation, string? Error);

internal sealed class ChatConnection(ChatSettings settings) : ITransportConnection
{
    private const int LongestAnswer = 64 * 1024;   // bytes

    private readonly HttpClient service = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(settings.Address), Timeout = TimeSpan.FromSeconds(30), MaxResponseContentBufferSize = LongestAnswer,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", settings.Key) },
    };

    public async Task<SendOutcome> Send(OutgoingMessage message, CancellationToken token)
    {
        try
        {
            using var answer = await service.PostAsJsonAsync("/messages", new ChatOrder(message.Id, message.Address, message.Text, message.Thread), token);
            return await Read(answer, token);
        }
        catch (HttpRequestException away) when (away.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError)
        {
            throw new TransportDownException(away.Message, away);
        }
        catch (Exception lost) when (lost is HttpRequestException or OperationCanceledException or JsonException)
        {
            return new SendOutcome.Unknown(lost.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        service.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<SendOutcome> Read(HttpResponseMessage answer, CancellationToken token)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                // A service may refuse with 200 and say so below. The conversation it names comes back to us as the next message's Thread.
                var said = await answer.Content.ReadFromJsonAsync<ChatAnswer>(token);
                return said is { Error: { Length: > 0 } error } ? new SendOutcome.Refused(error) : new SendOutcome.Taken(said?.Conversation);
            case HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden:
                throw new TransportDownException("The chat service does not know our key.");
            case HttpStatusCode.NotFound:
                return new SendOutcome.Refused("Nobody has this name there.", AddressIsDead: true);
            case HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable:
                return new SendOutcome.Later($"The chat service answered {(int)answer.StatusCode}.");
            case >= HttpStatusCode.InternalServerError:
                return new SendOutcome.Unknown($"The chat service answered {(int)answer.StatusCode}.");
            default:
                return new SendOutcome.Refused($"The chat service answered {(int)answer.StatusCode}.");
        }
    }
}
