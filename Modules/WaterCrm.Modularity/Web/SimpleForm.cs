using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// Reads application/x-www-form-urlencoded. The framework's reader takes broken bytes for text and throws at NUL; this one says that the first is no
/// text, and hands on the second, so that the page can show it at its field with everything else that was typed.
/// </summary>
internal static class SimpleForm
{
    public static async Task<(IFormCollection? Form, Unreadable? Flaw)> Read(HttpRequest request, FormOptions limits, CancellationToken token)
    {
        using var body = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await request.Body.ReadAsync(buffer, token) is > 0 and var count)
        {
            if (body.Length + count > limits.BufferBodyLengthLimit) return (null, new Unreadable(UnreadableCause.TooLarge, limits.BufferBodyLengthLimit));
            body.Write(buffer, 0, count);
        }

        return Parse(body.GetBuffer().AsSpan(0, (int)body.Length), limits);
    }

    private static (IFormCollection? Form, Unreadable? Flaw) Parse(ReadOnlySpan<byte> body, FormOptions limits)
    {
        var values = new KeyValueAccumulator();
        foreach (var part in body.Split((byte)'&'))
        {
            var pair = body[part];
            if (pair.IsEmpty) continue;

            var equals = pair.IndexOf((byte)'=');
            var name = PercentText.Decode(equals < 0 ? pair : pair[..equals]);
            var value = equals < 0 ? "" : PercentText.Decode(pair[(equals + 1)..]);
            if (name is null || value is null) return (null, new Unreadable(UnreadableCause.BrokenText));
            if (name.Length > limits.KeyLengthLimit || values.ValueCount == limits.ValueCountLimit) return (null, new Unreadable(UnreadableCause.BrokenForm));
            values.Append(name, value);
        }

        return (new FormCollection(values.GetResults()), null);
    }
}
