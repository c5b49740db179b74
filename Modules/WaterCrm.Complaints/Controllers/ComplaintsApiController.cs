using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Complaints.Features;

namespace WaterCrm.Complaints.Controllers;

/// <summary>Complaints for programs of other systems. What goes wrong is said as problem+json.</summary>
[ApiController, Route("api/v1/complaints"), Authorize(Policy = "Complaints.View")]
public sealed class ComplaintsApiController(IMediator mediator) : ControllerBase
{
    /// <summary>Complaints by number, a page at a time: ask again with <c>after</c> set to <c>next</c> until there is none.</summary>
    [HttpGet("")]
    public async Task<ActionResult<ComplaintsRead>> List(string? after, [Range(1, 200)] int limit = 50, CancellationToken token = default) =>
        await mediator.Send(new ReadComplaints(after, limit), token);

    /// <summary>One complaint by the number that people read out.</summary>
    [HttpGet("{number}")]
    public async Task<ActionResult<ComplaintRead>> One([StringLength(40)] string number, CancellationToken token) =>
        await mediator.Send(new ReadComplaint(number), token) is { } complaint ? complaint : NotFound();
}
