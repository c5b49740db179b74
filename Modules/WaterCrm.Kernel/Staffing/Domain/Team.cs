using System.Text.RegularExpressions;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing.Domain;

/// <summary>People of a branch who do the same work. Procedures name it by its code, which therefore never changes.</summary>
internal sealed partial class Team : Entity
{
    private readonly List<TeamMember> members = [];

    private Team()
    {
    }

    public Team(Guid id, string code) => (Id, Code) = (id, code);

    public string Code { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string SortKey { get; private set; } = "";
    public Guid BranchId { get; private set; }
    public Guid? HeadId { get; private set; }
    public DateOnly OpenedOn { get; private set; }

    /// <summary>The day on which it was closed; null while it works.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Who belongs to it, belonged or will belong.</summary>
    public IReadOnlyList<TeamMember> Members => members;

    /// <summary>Small letters, digits and hyphens, as procedures write it.</summary>
    public static bool IsCode(string? code) => code is not null && Codes().IsMatch(code);

    public Team Describe(string name, Guid branch, Guid? head, DateOnly openedOn)
    {
        (Name, SortKey, BranchId, HeadId, OpenedOn) = (name, Search.SortKey.OfText(name), branch, head, openedOn);
        return this;
    }

    public void GiveHead(Guid? head) => HeadId = head;

    public Result<TeamMember> Join(Guid id, Guid person, DateOnly from)
    {
        if (ClosedOn is not null) return StaffingErrors.ClosedAlready;
        if (members.Exists(m => m.PersonId == person && (m.Until is null || m.Until >= from))) return StaffingErrors.MemberAlready;

        var member = new TeamMember(id) { TeamId = Id, PersonId = person, From = from };
        members.Add(member);
        return member;
    }

    /// <summary>Takes somebody's last day back.</summary>
    public Result<Team> Keep(Guid member)
    {
        if (ClosedOn is not null) return StaffingErrors.ClosedAlready;
        if (members.Find(m => m.Id == member) is not { } leaving) return KernelErrors.NotFound;
        if (members.Exists(m => m != leaving && m.PersonId == leaving.PersonId && m.Until is null)) return StaffingErrors.MemberAlready;
        leaving.Stay();
        return this;
    }

    public Result<Team> Close(DateOnly today)
    {
        if (ClosedOn is not null) return StaffingErrors.ClosedAlready;
        ClosedOn = today;
        foreach (var member in members.Where(m => m.Until is null)) member.Leave(today);
        return this;
    }

    /// <summary>Takes the closing back: those whose last day it was belong to the team again, but not who had left before of their own accord.</summary>
    public Result<Team> Reopen(IReadOnlyCollection<Guid> leftBefore)
    {
        if (ClosedOn is not { } closed) return StaffingErrors.OpenAlready;
        foreach (var member in members.Where(m => m.Until == m.LastDayBy(closed) && !leftBefore.Contains(m.Id))) member.Stay();
        ClosedOn = null;
        return this;
    }

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Codes();
}

/// <summary>That somebody belongs to a team, from a day on and, once it is known, up to and with a day.</summary>
internal sealed class TeamMember : Entity
{
    private TeamMember()
    {
    }

    public TeamMember(Guid id) => Id = id;

    public required Guid TeamId { get; init; }
    public required Guid PersonId { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>The last day; null while none is known.</summary>
    public DateOnly? Until { get; private set; }

    public void Leave(DateOnly lastDay) => Until = LastDayBy(lastDay);

    /// <summary>Whoever leaves before having begun was never there.</summary>
    public DateOnly LastDayBy(DateOnly day) => day < From ? From.AddDays(-1) : day;

    public void Stay() => Until = null;
}
