using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Results;

/// <summary>Turns a refusal into an answer: the form again with what was typed, or problem+json for a client.</summary>
public static class Refusals
{
    /// <summary>Shows <paramref name="form"/> again with the refusal above it and beside its fields.</summary>
    public static IActionResult Refuse(this Controller page, Error error, object? form = null, string? view = null)
    {
        if (WantsJson(page.Request)) return page.Problem(error.In(page), statusCode: error.Status, type: $"urn:watercrm:{error.Code}");

        if (form is null) return page.StatusCode(error.Status);

        page.Explain(error);
        page.Response.StatusCode = error.Status;
        return view is null ? page.View(form) : page.View(view, form);
    }

    /// <summary>Puts a refusal into the model state in the reader's language.</summary>
    public static void Explain(this Controller page, Error error)
    {
        var words = page.Words();
        if (error.Fields.Count == 0) page.ModelState.AddModelError("", words[error.Message, error.Args]);
        foreach (var field in error.Fields) page.ModelState.AddModelError(field.Field, words[field.Message, field.Args]);
    }

    private static string In(this Error error, Controller page) => page.Words()[error.Message, error.Args];

    private static IStringLocalizer Words(this Controller page) =>
        page.HttpContext.RequestServices.GetRequiredService<IStringLocalizerFactory>().Create(page.GetType());

    private static bool WantsJson(HttpRequest request) =>
        request.GetTypedHeaders().Accept is { Count: > 0 } accept && accept[0].MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase);
}
