using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Web;

/// <summary>The address the reader asked for: an error page stands at another.</summary>
public static class AskedAddress
{
    public static string Of(HttpContext context) => context.Request.PathBase +
        (context.Features.Get<IStatusCodeReExecuteFeature>() is { } failed ? failed.OriginalPath + failed.OriginalQueryString : context.Request.Path + context.Request.QueryString);

    /// <summary>A page whose address asks for a language would come back in that one, whatever was chosen meanwhile.</summary>
    public static string WithoutLanguage(string url)
    {
        var at = url.IndexOf('?', StringComparison.Ordinal);
        if (at < 0) return url;
        var kept = QueryHelpers.ParseQuery(url[at..]).Where(q => !string.Equals(q.Key, Languages.Query, StringComparison.OrdinalIgnoreCase));
        return QueryHelpers.AddQueryString(url[..at], kept);
    }
}
