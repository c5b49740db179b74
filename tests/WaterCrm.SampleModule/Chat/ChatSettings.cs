using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.SampleModule.Chat;

[SettingsGroup("sample-chat", "Chat of the suggestion box", Help = "Where the chat service is, and what lets us in.")]
public sealed record ChatSettings
{
    [Setting("Address of the service", Help = "Such as https://chat.example.org. While this is empty, somebody posts its messages by hand.")]
    public string Address { get; init; } = "";

    [Setting("Key of the service", Help = "The service gives it to you.", Secret = true)]
    public string Key { get; init; } = "";
}

internal sealed class ChatSettingsRules : AbstractValidator<ChatSettings>
{
    public ChatSettingsRules() =>
        RuleFor(c => c.Address).Must(address => address.Length == 0 || (Uri.TryCreate(address, UriKind.Absolute, out var read) && read.Scheme is "https" or "http")).WithMessage("This is not an address of a service. Write it as https://chat.example.org.");
}
