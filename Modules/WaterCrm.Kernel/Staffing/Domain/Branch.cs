using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing.Domain;

/// <summary>An office or district of the utility, with the days from and until which it exists. Its teams belong to it.</summary>
internal sealed class Branch : Entity
{
    private Branch()
    {
    }

    public Branch(Guid id) => Id = id;

    public string Name { get; private set; } = "";
    public string SortKey { get; private set; } = "";
    public BranchKind Kind { get; private set; }
    public Guid? HeadId { get; private set; }
    public DateOnly OpenedOn { get; private set; }

    /// <summary>Its last day; null while nobody thinks of closing it.</summary>
    public DateOnly? ClosedOn { get; private set; }

    public Branch Describe(string name, BranchKind kind, Guid? head, DateOnly openedOn)
    {
        (Name, SortKey, Kind, HeadId, OpenedOn) = (name, Search.SortKey.OfText(name), kind, head, openedOn);
        return this;
    }

    public void GiveHead(Guid? head) => HeadId = head;

    public Result<Branch> Close(DateOnly today, int teams)
    {
        if (ClosedOn is not null) return StaffingErrors.ClosedAlready;
        if (teams > 0) return StaffingErrors.BranchHasTeams.With(teams);
        ClosedOn = today;
        return this;
    }

    /// <summary>Takes the closing back.</summary>
    public Result<Branch> Reopen()
    {
        if (ClosedOn is null) return StaffingErrors.OpenAlready;
        ClosedOn = null;
        return this;
    }
}
