using FluentValidation;
using WaterCrm.Kernel.Messages.Http;

namespace WaterCrm.Kernel.Messages.Gateway;

internal sealed class GatewayRules : AbstractValidator<GatewaySettings>
{
    public GatewayRules()
    {
        When(g => g.Address.Length > 0, () =>
        {
            RuleFor(g => g.Address).Must(address => GatewayRequest.AddressOf(address) is not null).WithMessage("This is not an address of a gateway. Write it as https://gateway.example.org/send; placeholders stand behind a question mark only.");
            RuleFor(g => g.Body).Must((g, _) => NeededIn(g)).WithMessage("Address and body do not hold the placeholders for the number and the text, so no message would arrive.");
        });
        RuleFor(g => g.Headers).Must(text => GatewayRequest.Lines(text, ':') is { } lines && lines.All(l => GatewayRequest.MayStand(l.Key, l.Value)))
            .WithMessage("Write one header in a line, such as Authorization: Bearer 4f0c, each once and in Latin letters. Host, Content-Type, lengths and the receiver's data cannot stand here.");
        RuleFor(g => g.Placeholders).Must(text => GatewayRequest.Lines(text, '=') is { } lines && lines.All(l => IsOwn(l.Key, l.Value)))
            .WithMessage("Write one placeholder in a line, such as key = 4f0c: a name of small letters that is not to, text, sender or id, and a value of Latin letters, digits and signs.");
        RuleFor(g => g).Must(g => Unknown(g) is null).OverridePropertyName(nameof(GatewaySettings.Body)).WithMessage("A placeholder is used that has no value. Known are to, text, sender, id and your own.");
        RuleFor(g => g.ContentType).Must(GatewayRequest.IsContentType).WithMessage("This is not a content type. Write it as application/json.");
        RuleFor(g => g.Body).Must((g, body) => body.Length == 0 || GatewayRequest.IsSound(body, g.ContentType)).WithMessage("With its placeholders filled in this is not JSON. Placeholders stand in quotation marks.");
        RuleFor(g => g.Sender).Must(sender => !sender.Any(char.IsControl)).WithMessage("Write the sender in one line.");
        RuleFor(g => g.TakenStatuses).Must(s => s.Trim().Length > 0 && GatewayRequest.Names(s, 0) is not null).WithMessage("Write HTTP statuses with blanks between them, such as 200 202 or 2xx.");
        RuleFor(g => g.LaterStatuses).Must(s => GatewayRequest.Names(s, 0) is not null).WithMessage("Write HTTP statuses with blanks between them, such as 200 202 or 2xx.");
        RuleFor(g => g.TakenPlace).Must(place => place.Length == 0 || JsonPlace.IsOne(place)).WithMessage("Write where the value stands, such as result.messages[0].status.");
        RuleFor(g => g.ReferencePlace).Must(place => place.Length == 0 || JsonPlace.IsOne(place)).WithMessage("Write where the value stands, such as result.messages[0].status.");
        RuleFor(g => g.TakenValues).Must((g, values) => values.Trim().Length > 0 == g.TakenPlace.Length > 0).WithMessage("A place in the JSON and the values that mean that the message was taken belong together.");
    }

    private static bool NeededIn(GatewaySettings gateway) =>
        GatewayTemplate.NamesIn(gateway.Address + (gateway.Method == "GET" ? "" : gateway.Body)).ToList() is var used && used.Contains(GatewayTemplate.To) && used.Contains(GatewayTemplate.Text);

    private static bool IsOwn(string name, string value) =>
        GatewayTemplate.NamesIn("{{" + name + "}}").SingleOrDefault() == name && !GatewayTemplate.Known.Contains(name) && value.All(c => c is >= ' ' and <= '~');

    private static string? Unknown(GatewaySettings gateway)
    {
        var known = GatewayTemplate.Known.Concat((GatewayRequest.Lines(gateway.Placeholders, '=') ?? []).Select(l => l.Key)).ToHashSet();
        return GatewayTemplate.NamesIn(string.Join(' ', gateway.Address, gateway.Body, gateway.Headers)).FirstOrDefault(n => !known.Contains(n));
    }
}
