using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Modularity.Mvc;

/// <summary>Every page that changes something must have been shown by us before. Programs come with a key instead of a cookie and need no such proof.</summary>
internal sealed class AntiforgeryOfPages(IAntiforgery antiforgery) : IAsyncAuthorizationFilter, IAntiforgeryPolicy
{
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var request = context.HttpContext.Request;
        if (!context.IsEffectivePolicy<IAntiforgeryPolicy>(this) || OnlyReads(request.Method) || CallersFor.Programs(request.Path)) return;

        try
        {
            await antiforgery.ValidateRequestAsync(context.HttpContext);
        }
        catch (AntiforgeryValidationException)
        {
            if (request.HasFormContentType && UnprovenForm.IsFromOurPage(request)) context.HttpContext.Features.Set(new UnprovenForm(await request.ReadFormAsync(context.HttpContext.RequestAborted)));
            context.Result = new AntiforgeryValidationFailed();
        }
    }

    private static bool OnlyReads(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);

    private sealed class AntiforgeryValidationFailed : BadRequestResult, Microsoft.AspNetCore.Mvc.Core.Infrastructure.IAntiforgeryValidationFailedResult;
}
