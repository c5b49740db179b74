using Microsoft.AspNetCore.Http;

namespace WaterCrm.Modularity.Web;

/// <summary>A form that one of our pages sent and whose proof had run out, among the features of the refused request: the page that says so can show what was typed.</summary>
public sealed record UnprovenForm(IFormCollection Form)
{
    /// <summary>A browser says where a form comes from, and no page can make it say otherwise.</summary>
    public static bool IsFromOurPage(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";
}
