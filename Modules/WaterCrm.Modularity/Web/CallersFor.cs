using Microsoft.AspNetCore.Http;

namespace WaterCrm.Modularity.Web;

/// <summary>Who calls: a person with a browser or a program.</summary>
internal static class CallersFor
{
    public static bool Programs(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/open311");
}
