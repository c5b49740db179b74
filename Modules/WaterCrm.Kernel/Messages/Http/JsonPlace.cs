using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Http;

/// <summary>Finds a value in JSON by where it stands: <c>result.messages[0].id</c>.</summary>
internal static partial class JsonPlace
{
    public static bool IsOne(string place) => Form().IsMatch(place);

    /// <returns>A text as it is, a number or yes and no as they are written; null where there is no such value, or no JSON.</returns>
    public static string? Find(string json, string place)
    {
        try
        {
            using var read = JsonDocument.Parse(json);
            JsonElement? at = read.RootElement;
            foreach (Match step in Step().Matches(place)) at = at is { } here ? Next(here, step) : null;
            return at is not { } found ? null : found.ValueKind switch
            {
                JsonValueKind.String => found.GetString(),
                JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => found.GetRawText(),
                _ => null,
            };
        }
        catch (Exception none) when (none is JsonException or InvalidOperationException)   // the latter for a text of half characters
        {
            return null;
        }
    }

    private static JsonElement? Next(JsonElement here, Match step)
    {
        if (step.Groups["name"] is { Success: true, Value: var name }) return here.ValueKind is JsonValueKind.Object && here.TryGetProperty(name, out var value) ? value : null;
        var index = int.Parse(step.Groups["index"].ValueSpan, CultureInfo.InvariantCulture);
        return here.ValueKind is JsonValueKind.Array && index < here.GetArrayLength() ? here[index] : null;
    }

    [GeneratedRegex(@"\A([^.\[\]\s]+|\[[0-9]{1,4}\])(\.[^.\[\]\s]+|\[[0-9]{1,4}\])*\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"(?<name>[^.\[\]]+)|\[(?<index>[0-9]{1,4})\]")]
    private static partial Regex Step();
}
