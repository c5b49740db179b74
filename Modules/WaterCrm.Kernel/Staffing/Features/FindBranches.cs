using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Staffing.Domain;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Branches by name, the open or the closed ones.</summary>
/// <param name="After">The <see cref="BranchesFound.Next"/> of the page before.</param>
public sealed record FindBranches(bool Closed = false, string? After = null) : IQuery<BranchesFound>
{
    public const int PageSize = 50;
}

public sealed record BranchesFound(IReadOnlyList<BranchRow> Branches, string? Next);

public sealed record BranchRow(Guid Id, string Name, BranchKind Kind, Guid? HeadId, string? Head, int Teams, DateOnly OpenedOn, DateOnly? ClosedOn);

/// <summary>One branch; null where there is none.</summary>
public sealed record ShowBranch(Guid Id) : IQuery<BranchRow?>;

/// <summary>All open branches, to choose from.</summary>
public sealed record ListBranches : IQuery<IReadOnlyList<BranchName>>;

public sealed record BranchName(Guid Id, string Name);

internal sealed class FindBranchesHandler(KernelDbContext db)
    : IRequestHandler<FindBranches, BranchesFound>, IRequestHandler<ShowBranch, BranchRow?>, IRequestHandler<ListBranches, IReadOnlyList<BranchName>>
{
    public async Task<BranchesFound> Handle(FindBranches request, CancellationToken token)
    {
        var branches = db.Branches.Where(b => request.Closed == (b.ClosedOn != null));
        if (Cursor.Read(request.After, 2) is [var key, var last] && Guid.TryParse(last, out var id))
            branches = branches.Where(b => string.Compare(b.SortKey, key) > 0 || (b.SortKey == key && b.Id.CompareTo(id) > 0));

        var rows = await Rows(branches.OrderBy(b => b.SortKey).ThenBy(b => b.Id).Take(FindBranches.PageSize + 1)).ToListAsync(token);
        var next = rows.Count > FindBranches.PageSize ? rows[FindBranches.PageSize - 1] : null;
        return new BranchesFound([.. rows.Take(FindBranches.PageSize)], next is null ? null : Cursor.Write(SortKey.OfText(next.Name), next.Id.ToString()));
    }

    public Task<BranchRow?> Handle(ShowBranch request, CancellationToken token) =>
        Rows(db.Branches.Where(b => b.Id == request.Id)).FirstOrDefaultAsync(token);

    public async Task<IReadOnlyList<BranchName>> Handle(ListBranches request, CancellationToken token) =>
        await db.Branches.Where(b => b.ClosedOn == null).OrderBy(b => b.SortKey).ThenBy(b => b.Id).Select(b => new BranchName(b.Id, b.Name)).ToListAsync(token);

    private IQueryable<BranchRow> Rows(IQueryable<Branch> branches) => branches.Select(b => new BranchRow(b.Id, b.Name, b.Kind, b.HeadId, db.People.Where(p => p.Id == b.HeadId).Select(p => p.Name).FirstOrDefault(),
            db.Teams.Count(t => t.BranchId == b.Id && t.ClosedOn == null), b.OpenedOn, b.ClosedOn));
}
