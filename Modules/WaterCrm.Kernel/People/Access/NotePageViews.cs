using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Notes each page that an account which may only look opens, before it is shown: what cannot be noted is not seen.</summary>
internal sealed class NotePageViews(CommandRunner runner, IActor actor, TimeProvider clock) : IAsyncResultFilter
{
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        var request = context.HttpContext.Request;
        if (HttpMethods.IsGet(request.Method) && actor.Id is { } person && actor.Principal.HasClaim(c => c.Type == SessionClaims.ReadOnly))
        {
            var address = NameKeys.Clean(request.Path.Value + Uri.UnescapeDataString(request.QueryString.Value ?? ""));
            await Note(new PageView
            {
                At = clock.Utc(), PersonId = person, PersonName = actor.Name, Subject = SubjectOf(context),
                Address = address.Length > PageView.LongestAddress ? NameKeys.Clean(address[..PageView.LongestAddress]) : address,
            });
        }

        await next();
    }

    private Task Note(PageView view) => runner.Run<Result<int>>("page views", async (services, token) =>
    {
        var db = services.GetRequiredService<KernelDbContext>();
        db.Add(view);
        return await db.SaveChangesAsync(token);
    }, CancellationToken.None);

    private static Guid? SubjectOf(ResultExecutingContext context) =>
        context.RouteData.Values.Values.Select(v => Guid.TryParse(v as string, out var id) ? (Guid?)id : null).FirstOrDefault(id => id is not null);
}
