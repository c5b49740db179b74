using MediatR;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.People.Features;

/// <summary>Whether a link can still be used: the one for the first administrator, or one for choosing a password.</summary>
public sealed record LinkWorks(string Token, bool ForSetup) : IQuery<bool>;

internal sealed class LinkWorksHandler(Links links) : IRequestHandler<LinkWorks, bool>
{
    public async Task<bool> Handle(LinkWorks request, CancellationToken token) =>
        await links.Find(request.ForSetup ? LinkPurpose.Setup : LinkPurpose.Password, request.Token, token) is not null;
}
