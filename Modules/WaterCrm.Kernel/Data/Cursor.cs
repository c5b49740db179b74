using System.Buffers.Text;
using System.Text.Json;

namespace WaterCrm.Kernel.Data;

/// <summary>Where a page of a list begins: the sort values of the row before it, as they stand in the address.</summary>
public static class Cursor
{
    private const int Longest = 4000;

    public static string Write(params string[] values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <summary>The values; null where somebody changed the address by hand, which means the first page.</summary>
    public static string[]? Read(string? text, int count)
    {
        if (text is not { Length: > 0 and < Longest } || !Base64Url.IsValid(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text)) is { } values && values.Length == count && values.All(IsAskable) ? values : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>PostgreSQL knows no NUL in a text.</summary>
    private static bool IsAskable(string? value) => value?.Contains('\0') is false;
}
