using System.Globalization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>The list of teams: open or closed, of one branch or all.</summary>
public sealed record TeamsPage(FindTeams Asked, TeamsFound Found, IReadOnlyList<BranchName> Branches);

public sealed record TeamForm
{
    public Guid? Id { get; init; }
    public string? Code { get; init; }
    public string? Name { get; init; }
    public Guid? BranchId { get; init; }
    public Guid? HeadId { get; init; }
    public DateOnly? OpenedOn { get; init; }

    internal IReadOnlyList<BranchName> Branches { get; init; } = [];
    internal IReadOnlyList<Colleague> People { get; init; } = [];

    internal RecordTeam Record(Guid? id) => new() { Id = id, Code = Code, Name = Name, BranchId = BranchId, HeadId = HeadId, OpenedOn = OpenedOn };

    internal static TeamForm Of(TeamShown team) => new() { Id = team.Id, Code = team.Code, Name = team.Name, BranchId = team.BranchId, HeadId = team.HeadId, OpenedOn = team.OpenedOn };
}

/// <summary>One team, with a form that was refused.</summary>
public sealed record TeamPage(TeamShown Team, IReadOnlyList<Colleague> People)
{
    public Guid? PersonId { get; init; }
    public DateOnly? From { get; init; }
}

public sealed record BranchesPage(FindBranches Asked, BranchesFound Found, BranchForm Form, IReadOnlyList<Colleague> People);

public sealed record BranchForm
{
    public Guid? Id { get; init; }
    public string? Name { get; init; }
    public BranchKind Kind { get; init; }
    public Guid? HeadId { get; init; }
    public DateOnly? OpenedOn { get; init; }

    internal RecordBranch Record() => new() { Id = Id, Name = Name, Kind = Kind, HeadId = HeadId, OpenedOn = OpenedOn };

    internal static BranchForm Of(BranchRow? branch) =>
        branch is null ? new() : new() { Id = branch.Id, Name = branch.Name, Kind = branch.Kind, HeadId = branch.HeadId, OpenedOn = branch.OpenedOn };
}

public sealed record AbsencesPage(AbsenceTab Tab, AbsencesFound Found, AbsenceForm Form, IReadOnlyList<Colleague> People)
{
    /// <summary>The reader manages teams, and may enter absences of anybody.</summary>
    public bool MayManage { get; init; }
    public Guid? Reader { get; init; }
}

public sealed record AbsenceForm
{
    public Guid? PersonId { get; init; }
    public Guid? SubstituteId { get; init; }
    public DateOnly? From { get; init; }
    public DateOnly? Until { get; init; }
    public string? Note { get; init; }
}

/// <summary>Where everything open goes: of a person who leaves, or of a team that is closed.</summary>
public sealed record ReassignPage(string Title, string Button, string Back, IReadOnlyList<WorkHeld> Held)
{
    public string? Text { get; init; }

    /// <summary>There is nothing else to do here than to give work away.</summary>
    public bool IsOnlyWork { get; init; }

    public string? To { get; init; }
    public IReadOnlyList<Colleague> People { get; init; } = [];
    public IReadOnlyList<TeamName> Teams { get; init; } = [];
}

/// <summary>The target as a form posts it: <c>person:{id}</c>, <c>team:{code}</c> or <c>role</c>.</summary>
internal static class Targets
{
    public const string Role = "role";

    public static string Of(Guid person) => $"person:{person}";

    public static string Of(string team) => $"team:{team}";

    public static (bool Told, Guid? Person, string? Team) Read(string? to) => to switch
    {
        Role => (true, null, null),
        ['p', ..] when to.StartsWith("person:", StringComparison.Ordinal) && Guid.TryParse(to.AsSpan(7), CultureInfo.InvariantCulture, out var person) => (true, person, null),
        ['t', ..] when to.StartsWith("team:", StringComparison.Ordinal) => (true, null, to[5..]),
        _ => (false, null, null),
    };
}
