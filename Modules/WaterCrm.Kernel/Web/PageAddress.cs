using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WaterCrm.Kernel.Web;

/// <summary>What a page is called where somebody says something about it: never with words that were searched for, nor with a code that opens something.</summary>
public static class PageAddress
{
    /// <summary>Path of a page of the staff. It may hold the id of a record, which opens nothing to whoever may not see it.</summary>
    public static string OfStaff(HttpContext http) => http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Request.Path.Value ?? "/";

    /// <summary>The pattern of a public page: the path of some of them holds a tracking code or a link that works once.</summary>
    public static string OfPublic(HttpContext http) => http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } ? "/" + pattern.TrimStart('/') : "/";
}
