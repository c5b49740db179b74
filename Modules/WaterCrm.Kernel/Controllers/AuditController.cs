using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Audit.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.ViewModels;

namespace WaterCrm.Kernel.Controllers;

/// <summary>Who did what, and when.</summary>
[Route("staff/admin/audit"), Authorize(Policy = "Audit.View"), ResponseCache(NoStore = true)]
public sealed class AuditController(IMediator mediator, IAuthorizationService authorization, AuditBook book) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(AuditFilter filter, string? after, CancellationToken token)
    {
        var personal = await SeesPersonal();
        return View(new AuditPage(filter, after, await mediator.Send(new FindAudit(filter, personal, after), token), book) { HidesPersonal = !personal });
    }

    [HttpGet("export")]
    public async Task<IActionResult> Export(AuditFilter filter, [FromServices] AuditFile file, CancellationToken token)
    {
        var noted = await mediator.Send(new ExportAudit(), token);
        if (noted.Error is { } error) return this.Refuse(error);

        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=audit.csv";
        await file.Write(filter, await SeesPersonal(), Response.Body, token);
        return new EmptyResult();
    }

    private async Task<bool> SeesPersonal() => (await authorization.AuthorizeAsync(User, null, AuditPermissions.ViewPersonal.Name)).Succeeded;
}
