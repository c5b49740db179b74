using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using WaterCrm.Kernel.Messages.News;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Web;

/// <summary>
/// The page behind the link of a message speaks the receiver's language, whatever the browser at hand would like. Who has chosen a language on these pages,
/// or whose address asks for one, gets that one.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class LanguageOfReceiverAttribute : TypeFilterAttribute
{
    public LanguageOfReceiverAttribute() : base(typeof(Filter))
    {
    }

    private sealed class Filter(NewsLinks links, Utility utility) : IAsyncResourceFilter
    {
        public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
        {
            var request = context.HttpContext.Request;
            if (!Offers(Languages.Find(request.Query[Languages.Query])) && !Offers(Languages.Find(request.Cookies[Languages.Cookie]))
                && context.RouteData.Values["token"] is string token && links.Read(token) is { } link && Languages.Find(link.Language) is { } language && Offers(language))
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
