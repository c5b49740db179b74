using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using WaterCrm.Modularity.Web;

namespace WaterCrm.Modularity.Mvc;

/// <summary>
/// Reads the form of whoever may send it, before its proof is looked for: whatever asks for it first otherwise hides why it could not be read.
/// </summary>
internal sealed class ReadForm(IOptions<FormOptions> limits) : IAsyncAuthorizationFilter
{
    public Task OnAuthorizationAsync(AuthorizationFilterContext context) =>
        context.HttpContext.Request is { ContentType: not null, HasFormContentType: true } ? OnFormAsync(context) : Task.CompletedTask;

    private async Task OnFormAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (await Read(http) is not { } flaw) return;

        http.Features.Set(flaw);
        context.Result = new StatusCodeResult(flaw.Cause is UnreadableCause.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
    }

    private async Task<Unreadable?> Read(HttpContext http)
    {
        try
        {
            if (!IsSimple(http.Request))
            {
                http.Features.Set<IFormFeature>(new FormFeature(http.Request, limits.Value));   // else the host's options would count, not the shell's
                Take(http, await http.Request.ReadFormAsync(http.RequestAborted));
                return null;
            }

            var (form, flaw) = await SimpleForm.Read(http.Request, limits.Value, http.RequestAborted);
            if (form is not null) Take(http, form);
            return flaw;
        }
        catch (Exception broken) when (broken is InvalidDataException || (broken is IOException and not BadHttpRequestException))
        {
            return new Unreadable(UnreadableCause.BrokenForm);
        }
    }

    private static void Take(HttpContext http, IFormCollection form)
    {
        var plain = form.Any(f => f.Value.Any(Directions.Has))
            ? new FormCollection(form.ToDictionary(f => f.Key, f => new StringValues([.. f.Value.Select(v => v is null ? null : Directions.Remove(v))])), form.Files)
            : form;
        http.Features.Set<IFormFeature>(new FormFeature(plain));
    }

    private static bool IsSimple(HttpRequest request) => request.ContentType!.TrimStart().StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}
