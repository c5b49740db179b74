using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace WaterCrm.Kernel.Web;

/// <summary>Tells the makers of other systems what programs can ask: <c>/api/v1/openapi.json</c>, made from the actions under <c>/api/v1</c>.</summary>
internal static class ApiDocument
{
    private const string Version = "v1";
    private const string Bearer = "bearer";
    private const string Problem = "ProblemDetails";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Version, document =>
    {
        document.ShouldInclude = action => action.RelativePath?.StartsWith($"api/{Version}/", StringComparison.OrdinalIgnoreCase) is true;
        document.AddOperationTransformer(SayWhatAllHaveInCommon);
        document.AddDocumentTransformer(async (whole, context, token) =>
        {
            whole.Info = new OpenApiInfo { Title = "WaterCrm", Version = Version };
            whole.AddComponent(Bearer, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key made under \"API keys\"." });
            var problem = await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, token);
            problem.Properties!["traceId"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The number under which the log of this server tells the whole story." };
            problem.Properties["errors"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "With 400 or 422: what is wrong, by field." };
            whole.AddComponent(Problem, problem);
        });
    });

    /// <summary>Everybody may read it. Only the one name leads to it, so that any other is not found like every address that does not exist.</summary>
    public static void MapApiDocument(this IEndpointRouteBuilder routes) =>
        routes.MapOpenApi($"/api/{{documentName:regex(^{Version}$)}}/openapi.json").AllowAnonymous();

    /// <summary>The key, what it must allow, and the answers that no action says of itself.</summary>
    private static Task SayWhatAllHaveInCommon(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var document = context.Document!;
        var permissions = context.Description.ActionDescriptor.EndpointMetadata.OfType<IAuthorizeData>().Select(a => a.Policy).OfType<string>().ToList();
        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, document)] = permissions }];
        operation.Responses ??= [];
        foreach (var format in operation.Responses.Values.SelectMany(r => r.Content?.Keys.Where(k => k != "application/json").Select(k => (r.Content, k)) ?? []).ToList()) format.Content.Remove(format.k);   // nothing else is ever sent
        foreach (var code in Codes(context)) operation.Responses[$"{code}"] = new OpenApiResponse
        {
            Description = ReasonPhrases.GetReasonPhrase(code),
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, document) } },
        };
        return Task.CompletedTask;
    }

    private static IEnumerable<int> Codes(OpenApiOperationTransformerContext context) =>
        context.Description.RelativePath!.Contains('{', StringComparison.Ordinal) ? [400, 401, 403, 404, 429, 500] : [400, 401, 403, 429, 500];
}
