using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Features;
using WaterCrm.Sops.ViewModels;

namespace WaterCrm.Sops.Controllers;

/// <summary>Where one goes after a case was worked on.</summary>
internal static class CaseAnswers
{
    /// <summary>Back to the page one came from, if it is one of ours.</summary>
    public static IActionResult BackTo(this Controller page, string? returnUrl, string otherwise) =>
        page.LocalRedirect(page.Url.IsLocalUrl(returnUrl) ? returnUrl! : page.Request.PathBase + otherwise);

    public static async Task<IActionResult> Done(this Controller page, Result<Guid> result, ReasonForm form, string otherwise, Func<Task<CaseView?>> show)
    {
        if (result.Error is not { } error) return page.BackTo(form.ReturnUrl, otherwise);
        return await show() is { } run ? page.Refuse(error, new CasePage(run) { ReturnUrl = form.ReturnUrl, Reason = form.Reason }, "CasePage") : page.NotFound();
    }
}
