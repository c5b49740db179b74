using System.ComponentModel.DataAnnotations;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Complaints.Features;

namespace WaterCrm.Complaints.Controllers;

/// <summary>Complaints for programs of other systems. What goes wrong is said as problem+json.</summary>
[ApiController, Route("api/v1/complaints"), Authorize(Policy = "Complaints.View")]
public sealed class ComplaintsApiController(IMediator mediator) : ControllerBase
{
    [HttpGet(""), EndpointSummary("Complaints by number, a page at a time: ask again with after set to next until there is none.")]
    public async Task<ActionResult<ComplaintsRead>> List(string? after, [Range(1, 200)] int limit = 50, CancellationToken token = default)
    {
        // The first page once more would have a program that follows the pages go round without end.
        if (!ReadComplaints.IsPlace(after)) ModelState.AddModelError(nameof(after), "This is not what next of the page before said.");
        return ModelState.IsValid ? await mediator.Send(new ReadComplaints(after, limit), token) : ValidationProblem();
    }

    [HttpGet("{number}"), EndpointSummary("One complaint by the number that people read out.")]
    public async Task<ActionResult<ComplaintRead>> One([StringLength(40)] string number, CancellationToken token) =>
        await mediator.Send(new ReadComplaint(number), token) is { } complaint ? complaint : NotFound();
}
