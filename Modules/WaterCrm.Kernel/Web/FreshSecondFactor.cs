using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Access;
using WaterCrm.Kernel.People.Features;

namespace WaterCrm.Kernel.Web;

/// <summary>
/// A page on which much depends: who has a second factor must have shown it a short while ago (<see cref="PeopleSettings.FreshMinutes"/>), else is asked
/// for a code and comes back. With <see cref="Required"/> also who has none is led to set one up.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class FreshSecondFactorAttribute : Attribute, IFilterFactory
{
    /// <summary>Nobody gets here without a second factor.</summary>
    public bool Required { get; init; }

    public bool IsReusable => false;

    public IFilterMetadata CreateInstance(IServiceProvider serviceProvider) => new Filter(Required);

    private sealed class Filter(bool required) : IAsyncActionFilter
    {
        public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
        {
            if (await Missing(context.HttpContext) is { } page) context.Result = new RedirectToActionResult(page, "SecondFactor", new { area = "WaterCrm.Kernel", returnUrl = Back(context.HttpContext.Request) });
            else await next();
        }

        private async Task<string?> Missing(HttpContext http)
        {
            T Service<T>() where T : notnull => (T)http.RequestServices.GetService(typeof(T))!;
            if (await Service<IMediator>().Send(new ShowSecondFactor(), http.RequestAborted) is not { Since: not null }) return required ? "Index" : null;

            var shown = await Service<ISessions>().ConfirmedAt();
            return shown is { } at && Service<TimeProvider>().Utc() - at <= TimeSpan.FromMinutes(Service<PeopleSettings>().FreshMinutes) ? null : "Confirm";
        }

        /// <summary>What was posted cannot be posted again; the page it was typed on can be opened again.</summary>
        private static string Back(HttpRequest request) => HttpMethods.IsGet(request.Method) ? request.PathBase + request.Path + request.QueryString
            : Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Host == request.Host.Host ? from.PathAndQuery : request.PathBase + "/staff";
    }
}
