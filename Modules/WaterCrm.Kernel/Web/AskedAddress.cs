using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace WaterCrm.Kernel.Web;

/// <summary>The address the reader asked for: an error page stands at another.</summary>
public static class AskedAddress
{
    public static string Of(HttpContext context) => context.Request.PathBase +
        (context.Features.Get<IStatusCodeReExecuteFeature>() is { } failed ? failed.OriginalPath + failed.OriginalQueryString : context.Request.Path + context.Request.QueryString);
}
