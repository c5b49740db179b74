using Microsoft.AspNetCore.Http;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Kernel.Web;

/// <summary>What stood in a form that its person may not send any more: a role changed in the middle of the work, or the session ended. The page that says so shows it, to be copied.</summary>
internal static class TypedText
{
    private static readonly object Key = new();

    public static string? Of(HttpContext context) => context.Items[Key] as string ?? (context.Features.Get<UnprovenForm>() is { } unproven && Text(unproven.Form) is { Length: > 0 } text ? text : null);

    /// <summary>Reads the form before the error page takes the request's place. What no person types - tokens, ids, ticks - and passwords are left out.</summary>
    /// <returns>Whether there was any.</returns>
    public static async Task<bool> Keep(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method) || !context.Request.HasFormContentType) return false;
        try
        {
            var text = Text(await context.Request.ReadFormAsync(context.RequestAborted));
            if (text.Length > 0) context.Items[Key] = text;
            return text.Length > 0;
        }
        catch (Exception broken) when (broken is BadHttpRequestException or InvalidDataException or IOException)
        {
            return false;   // too large or cut off: the answer stays what it was
        }
    }

    private static string Text(IFormCollection form) => string.Join("\n", form
        .Where(f => !f.Key.StartsWith("__", StringComparison.Ordinal) && !f.Key.Contains("password", StringComparison.OrdinalIgnoreCase))
        .SelectMany(f => f.Value.OfType<string>()).Where(v => !string.IsNullOrWhiteSpace(v) && !Guid.TryParse(v, out _) && !bool.TryParse(v, out _) && !IsSealed(v)));

    /// <summary>What data protection has sealed (FormProof and its like) begins with its mark, 09 F0 C9 F0 in Base64.</summary>
    private static bool IsSealed(string value) => value.Length > 80 && value.StartsWith("CfDJ8", StringComparison.Ordinal) && !value.Contains(' ', StringComparison.Ordinal);
}
