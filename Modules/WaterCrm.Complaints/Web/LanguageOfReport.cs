using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Web;

/// <summary>
/// The tracking page speaks the language in which the report was made, whatever the browser at hand would like: it may be one borrowed for a look.
/// Who has chosen a language on these pages, or whose address asks for one, gets that one.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LanguageOfReportAttribute : TypeFilterAttribute
{
    public LanguageOfReportAttribute() : base(typeof(Filter))
    {
    }

    private sealed class Filter(IMediator mediator, Utility utility) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var (request, token) = (context.HttpContext.Request, context.HttpContext.RequestAborted);
            if (!Offers(Languages.Find(request.Query[Languages.Query])) && !Offers(Languages.Find(request.Cookies[Languages.Cookie]))
                && context.RouteData.Values["code"] is string code && Languages.Find(await mediator.Send(new LanguageOfReport(code), token)) is { } language && Offers(language))
            {
                using var spoken = Languages.Speaking(language);
                context.HttpContext.Response.Headers.ContentLanguage = language.Culture.Name;
                await next();
                return;
            }

            await next();
        }

        private bool Offers(Language? language) => language is not null && utility.Languages.Contains(language);
    }
}
