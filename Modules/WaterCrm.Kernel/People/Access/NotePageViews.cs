using System.Security.Claims;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Notes each page that an account which may only look opens, before it is shown: what cannot be noted is not seen.</summary>
internal sealed class NotePageViews(RequestDelegate next, CommandRunner runner, TimeProvider clock)
{
    public Task InvokeAsync(HttpContext context) => IsToBeNoted(context) ? NoteAndShow(context) : next(context);

    private static bool IsToBeNoted(HttpContext context) =>
        context.User.HasClaim(SessionClaims.ReadOnly, "true") && HttpMethods.IsGet(context.Request.Method) && context.GetEndpoint() is not null
        && context.Features.Get<IStatusCodeReExecuteFeature>() is null;   // on the page of an error nothing is seen

    private async Task NoteAndShow(HttpContext context)
    {
        var address = NameKeys.Clean(context.Request.Path.Value + Uri.UnescapeDataString(context.Request.QueryString.Value ?? ""));
        await Note(new PageView
        {
            At = clock.Utc(), PersonId = Guid.Parse(context.User.FindFirstValue(ClaimTypes.NameIdentifier)!), PersonName = context.User.Identity!.Name!, Subject = SubjectOf(context.Request.RouteValues),
            Address = address.Length > PageView.LongestAddress ? NameKeys.Clean(address[..PageView.LongestAddress]) : address,
        });
        await next(context);
    }

    private Task Note(PageView view) => runner.Run<Result<int>>("page views", async (services, token) =>
    {
        var db = services.GetRequiredService<KernelDbContext>();
        db.Add(view);
        return await db.SaveChangesAsync(token);
    }, CancellationToken.None);

    private static Guid? SubjectOf(RouteValueDictionary route) =>
        route.Values.Select(v => Guid.TryParse(v as string, out var id) ? (Guid?)id : null).FirstOrDefault(id => id is not null);
}
