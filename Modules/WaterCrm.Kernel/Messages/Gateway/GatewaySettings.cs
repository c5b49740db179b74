using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Gateway;

/// <summary>The gateway that takes text messages, whoever runs it: what it is asked and how its answers are understood.</summary>
[SettingsGroup("sms", "Text messages", Help = "The gateway that sends your text messages. Its provider describes what it wants to be asked and what it answers.", Order = 32)]
public sealed record GatewaySettings
{
    [Setting("Address of the gateway", Help = "Such as https://gateway.example.org/send. Behind the question mark it may hold the placeholders {{to}}, {{text}}, {{sender}}, {{id}} and your own. While this is empty, text messages wait.", Long = true)]
    public string Address { get; init; } = "";

    [Setting("Method", Required = true, Options = typeof(GatewayMethods))]
    public string Method { get; init; } = "POST";

    [Setting("Headers", Help = "One in a line, such as Authorization: Bearer {{key}}. They may hold {{id}} and your own placeholders. A single - removes what is stored.", Long = true, Secret = true)]
    public string Headers { get; init; } = "";

    [Setting("Own placeholders", Help = "Keys and passwords that the gateway wants, one in a line: key = 4f0c. Then {{key}} stands for it in address, headers and body. A single - removes what is stored.", Long = true, Secret = true)]
    public string Placeholders { get; init; } = "";

    [Setting("Content type", Help = "application/json, application/x-www-form-urlencoded or what else the gateway wants. It also says how values are escaped in the body.", Required = true)]
    public string ContentType { get; init; } = "application/json";

    [Setting("Body", Help = "With the placeholders {{to}}, {{text}}, {{sender}}, {{id}} and your own. In JSON they stand in quotation marks. Empty where everything is in the address.", Long = true)]
    public string Body { get; init; } = """{"to": "{{to}}", "from": "{{sender}}", "text": "{{text}}", "reference": "{{id}}"}""";

    [Setting("Telephone numbers are written", Required = true, Options = typeof(NumberFormOptions))]
    public string NumberForm { get; init; } = NumberForms.Plus;

    [Setting("Sender", Help = "The name or number that receivers see, as it was agreed with the provider.")]
    public string Sender { get; init; } = "";

    [Setting("Taken, when the status is", Help = "HTTP statuses with blanks between them; 2xx stands for all that begin with 2.", Required = true)]
    public string TakenStatuses { get; init; } = "2xx";

    [Setting("and the answer contains", Help = "For gateways that report errors with the status 200. Empty for whatever it contains.")]
    public string TakenText { get; init; } = "";

    [Setting("and the JSON value at", Help = "Where it stands in the answer, such as result.messages[0].status. Empty for no such question.")]
    public string TakenPlace { get; init; } = "";

    [Setting("is one of", Help = "With commas between them, such as 0, accepted.")]
    public string TakenValues { get; init; } = "";

    [Setting("Its number stands in the JSON at", Help = "By which the gateway knows the message, such as result.messages[0].id. Empty where it tells none.")]
    public string ReferencePlace { get; init; } = "";

    [Setting("Worth another try, when the status is", Help = "With blanks between them, for answers that do not count as taken.")]
    public string LaterStatuses { get; init; } = "429 503";

    [Setting("or the answer contains", Help = "One in a line, such as insufficient credit. Other answers are final.", Long = true)]
    public string LaterTexts { get; init; } = "";

    [Setting("Price of one part", Unit = "in the smallest unit of the currency", Help = "A long text is sent and paid for in several parts. Empty where you do not want costs counted.")]
    public int? PartPrice { get; init; }

    [Setting("Give up waiting after", Unit = "seconds", Help = "Whether a message was taken whose answer did not come in time nobody knows; it is not sent again by itself.", Min = 1, Max = 300)]
    public int TimeOutSeconds { get; init; } = 30;

    [Setting("Messages at once", Min = 1, Max = 20)]
    public int Connections { get; init; } = 2;

    [Setting("At most", Unit = "text messages a minute", Help = "0 for as many as the gateway takes.")]
    public int PerMinute { get; init; }

    [Setting("At most", Unit = "text messages a day", Help = "A loop or a mistake stops here, and the page about the system's health says so. 0 for no limit.")]
    public int PerDay { get; init; } = 2_000;
}

internal sealed class GatewayMethods : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => [new("POST", "POST"), new("PUT", "PUT"), new("GET", "GET")];
}

/// <summary>How gateways want numbers.</summary>
internal static class NumberForms
{
    public const string Plus = "plus", Digits = "digits", National = "national";

    private const int ShortestAbroad = 10;   // what is shorter is a short number or hotline, which has no international form

    /// <param name="number">As <see cref="PhoneNumber.Normalise"/> gives it.</param>
    /// <param name="form">One of these.</param>
    public static string Write(string number, string form) => form switch
    {
        _ when number.Length < ShortestAbroad => number,
        Plus => "+" + number,
        National when number.StartsWith(PhoneNumber.DefaultCountry, StringComparison.Ordinal) => "0" + number[PhoneNumber.DefaultCountry.Length..],
        _ => number,
    };
}

internal sealed class NumberFormOptions : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => [new(NumberForms.Plus, "+84 912 345 678 → +84912345678"), new(NumberForms.Digits, "+84 912 345 678 → 84912345678"), new(NumberForms.National, "+84 912 345 678 → 0912345678")];
}
