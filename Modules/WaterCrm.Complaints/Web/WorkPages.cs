using MediatR;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.People;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.Web;

/// <summary>Puts the staff's pages together: the names of other modules' things are fetched in one batch for the rows shown.</summary>
public sealed class WorkPages(IMediator mediator, IPeople people, Hearers hearers)
{
    public async Task<WorkPage> List(WorkAddress address, CancellationToken token)
    {
        var filter = address.ToFilter();
        var page = await mediator.Send(new FindComplaints(filter, RowPlace.Read(address.After), RowPlace.Read(address.Before)), token);
        return new WorkPage(filter, page, await mediator.Send(new CountComplaints(filter), token)) 
        {
            Zones = await Zones(token),
            People = await people.Names([.. page.Rows.Select(r => r.Assignee).OfType<Guid>().Distinct()], token),
            Titles = await mediator.Send(new ShowTitles(RecordComplaintHandler.Sop), token),
        };
    }

    public async Task<ComplaintDetails?> One(Guid id, CancellationToken token)
    {
        if (await mediator.Send(new ShowComplaint(id), token) is not { } complaint) return null;

        return new ComplaintDetails(complaint)
        {
            Listener = await hearers.Of(complaint.Language, complaint.CustomerId, complaint.ContactName, token),
            CustomerName = complaint.CustomerId is { } customer ? (await mediator.Send(new NamesOf([customer]), token)).GetValueOrDefault(customer)?.Name : null,
            Case = await mediator.Send(new ShowCase(ComplaintSubject.KindName, id), token),
            ZoneName = complaint.Zone is { } zone ? (await Zones(token)).GetValueOrDefault(zone, zone) : null,
        };
    }

    public async Task<IReadOnlyDictionary<string, string>> Zones(CancellationToken token) =>
        (await mediator.Send(new FindZones(), token)).ToDictionary(z => z.Code, z => z.Name.ToString());
}
