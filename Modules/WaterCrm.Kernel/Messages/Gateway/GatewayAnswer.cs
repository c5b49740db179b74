using System.Globalization;
using WaterCrm.Kernel.Messages.Http;
using WaterCrm.Kernel.Messages.Sending;

namespace WaterCrm.Kernel.Messages.Gateway;

/// <summary>
/// Understands a gateway's answer by the rules of the settings. Taken is asked first: a gateway that repeats our text must not make us send twice because
/// the text holds words by which an error is known.
/// </summary>
internal static class GatewayAnswer
{
    private const int LongestReason = 300;

    /// <exception cref="TransportDownException">The gateway lets us in no more: that is not about this message.</exception>
    public static SendOutcome Judge(GatewaySettings rules, HttpAnswer answer, int parts)
    {
        var isTakenStatus = GatewayRequest.Names(rules.TakenStatuses, answer.Status) is true;
        if (isTakenStatus && SaysTaken(rules, answer.Body)) return new SendOutcome.Taken(Reference(rules, answer.Body), rules.PartPrice is { } price ? (long)price * parts : null);

        var reason = Cleaned.Line($"{answer.Status.ToString(CultureInfo.InvariantCulture)} {answer.Body}", LongestReason);
        if (isTakenStatus && !answer.IsWhole) return new SendOutcome.Unknown($"The gateway's answer did not come to an end: {reason}");
        if (IsWorthAnotherTry(rules, answer)) return new SendOutcome.Later(reason);
        return answer.Status switch
        {
            _ when isTakenStatus => new SendOutcome.Refused(reason),
            // A redirect, a login that is not accepted, a method that is not taken: every message would be refused alike, so they wait.
            (>= 300 and < 400) or 401 or 405 or 407 => throw new TransportDownException($"the gateway did not let the message in; it answers {reason}"),
            // It had the message when it failed, or a server in front of it lost patience.
            >= 500 => new SendOutcome.Unknown($"The gateway failed: {reason}"),
            _ => new SendOutcome.Refused(reason),
        };
    }

    private static bool SaysTaken(GatewaySettings rules, string body) =>
        (rules.TakenText.Length == 0 || body.Contains(rules.TakenText, StringComparison.OrdinalIgnoreCase))
        && (rules.TakenPlace.Length == 0 || (JsonPlace.Find(body, rules.TakenPlace) is { } value && rules.TakenValues.Split(',', StringSplitOptions.TrimEntries).Contains(value, StringComparer.OrdinalIgnoreCase)));

    private static bool IsWorthAnotherTry(GatewaySettings rules, HttpAnswer answer) =>
        GatewayRequest.Names(rules.LaterStatuses, answer.Status) is true
        || rules.LaterTexts.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Any(text => answer.Body.Contains(text, StringComparison.OrdinalIgnoreCase));

    private static string? Reference(GatewaySettings rules, string body) =>
        rules.ReferencePlace.Length > 0 && JsonPlace.Find(body, rules.ReferencePlace) is { } found && Cleaned.Line(found, LongestReason) is { Length: > 0 } reference ? reference : null;
}
