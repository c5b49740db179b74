using System.Text.Json;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Patterns out of the data files. They run over strangers' text, so only such are allowed as cost no more than the text is long.</summary>
internal static class Patterns
{
    /// <summary>An address within a pattern is written {address}.</summary>
    private const string Address = """(?<a>[^\s<>"'(),;:|\[\]]+@[^\s<>"'(),;:|\[\]]+)""";

    public static Regex Of(string pattern) =>
        new(pattern.Replace("{address}", Address), RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static T File<T>(string name)
    {
        using var stream = typeof(Patterns).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web) ?? throw new InvalidDataException($"The file {name} is empty.");
    }
}
