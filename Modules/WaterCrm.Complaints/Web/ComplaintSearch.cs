using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Complaints.ViewModels;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Complaints.Web;

/// <summary>Complaints in the search box of the staff's pages.</summary>
public sealed class ComplaintSearch(IMediator mediator, ComplaintKinds kinds, IStringLocalizer<Startup> S) : ISearchSource
{
    public int Order => 20;

    public Permission Permission => Permissions.View;

    public string Title => S["Complaints"];

    public string AllUrl(string text) => WorkAddress.Of(new WorkFilter { Text = text });

    public async Task<IReadOnlyList<SearchHit>> Find(string text, int limit, CancellationToken token) =>
        [.. (await mediator.Send(new SearchComplaints(text, limit), token)).Select(c =>
            new SearchHit(c.Number, $"{kinds.NameOf(c.Kind)}, {c.Place}, {Labels.Of(S, c.Group)}", $"/staff/complaints/{c.Id}"))];
}
