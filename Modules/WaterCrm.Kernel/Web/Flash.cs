using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace WaterCrm.Kernel.Web;

/// <summary>What just went well, told once on the next page: "Saved", with a way back where there is one.</summary>
public static class Flash
{
    private const string Said = "flash", UndoAt = "flash-undo";

    /// <param name="page">The controller that is about to redirect.</param>
    /// <param name="message">What was done, in the reader's language.</param>
    /// <param name="undo">Where a POST takes it back.</param>
    public static void Say(this Controller page, string message, string? undo = null)
    {
        page.TempData[Said] = message;
        page.TempData[UndoAt] = undo;
    }

    /// <summary>Reading TempData makes MVC send a cookie that takes it away; who brought none is sent none.</summary>
    public static bool MayWait(HttpContext context) => context.Request.Cookies.ContainsKey(context.RequestServices.GetRequiredService<IOptions<CookieTempDataProviderOptions>>().Value.Cookie.Name!);

    /// <summary>Takes the message, so that it is shown once.</summary>
    public static (string Message, string? Undo)? Take(ITempDataDictionary data) => data[Said] is string message ? (message, data[UndoAt] as string) : null;
}
