using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.ViewModels;

namespace WaterCrm.Kernel.Web;

/// <summary>Gathers what the pages of the roles show.</summary>
public sealed class RolePages
{
    private readonly IMediator mediator;
    private readonly PermissionBook book;
    private readonly IStringLocalizerFactory words;
    private readonly IStringLocalizer<Startup> S;

    internal RolePages(IMediator mediator, PermissionBook book, IStringLocalizerFactory words, IStringLocalizer<Startup> S) =>
        (this.mediator, this.book, this.words, this.S) = (mediator, book, words, S);

    public async Task<RolesPage> All(CancellationToken token) => new(await mediator.Send(new ShowRoles(), token), await Groups());

    public async Task<RoleForm> Form(RoleForm form, CancellationToken token) => form with { Known = [.. (await mediator.Send(new ShowRoles(), token)).Where(r => !r.HoldsEverything)] };

    public async Task<RolePage?> One(Guid id, CancellationToken token) => await mediator.Send(new ShowRole(id), token) is { } role ? new RolePage(role, await Groups()) : null;

    /// <summary>The role as the modules propose it; null for one of the utility's own.</summary>
    public async Task<RolePage?> AsProposed(Guid id, CancellationToken token) =>
        await One(id, token) is { Role: { IsStandard: true, HoldsEverything: false } } page ? page with { Chosen = book.Proposed(page.Role.Name) } : null;

    public async Task<DeleteRolePage?> Deletion(Guid id, Guid? instead, CancellationToken token) =>
        await mediator.Send(new ShowRole(id), token) is { IsStandard: false } role
            ? new DeleteRolePage(role, [.. (await mediator.Send(new ShowRoles(), token)).Where(r => r.Id != id)]) { Instead = instead }
            : null;

    /// <summary>Every permission in the reader's language.</summary>
    public Task<IReadOnlyList<PermissionGroup>> Groups() => book.Groups(words, S["The system itself"]);
}
