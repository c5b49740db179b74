using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Staffing.Features;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;
using WaterCrm.Tests.People;
using WaterCrm.Tests.Sops;

namespace WaterCrm.Tests.Staffing;

/// <summary>A small office: Mai and Hoa take calls, Tuấn and Nam repair, Lan heads them; and procedures about things.</summary>
internal sealed class Office : IAsyncDisposable
{
    private Office(SopWorld world) => World = world;

    public SopWorld World { get; }

    public Harness Harness => World.Harness;

    public Guid Mai { get; private set; }
    public Guid Hoa { get; private set; }
    public Guid Tuan { get; private set; }
    public Guid Nam { get; private set; }
    public Guid Lan { get; private set; }

    public static readonly DateOnly Monday = new(2026, 3, 2);

    public static async Task<Office> Start(DatabaseProvider provider, PostgresServer postgres)
    {
        var world = await SopWorld.Start(provider, postgres);
        await world.Harness.Send(new MakeRoles());
        return new Office(world)
        {
            Mai = await Someone.Add(world.Harness, "Mai", StandardRoles.CareStaff), Hoa = await Someone.Add(world.Harness, "Hoa", StandardRoles.CareStaff),
            Tuan = await Someone.Add(world.Harness, "Tuan", StandardRoles.Team), Nam = await Someone.Add(world.Harness, "Nam", StandardRoles.Team),
            Lan = await Someone.Add(world.Harness, "Lan", StandardRoles.HeadOfCustomerCare),
        };
    }

    public void As(Guid person, string name, string role, params string[] more) => Harness.Actor.Become(person, name, [role], ["Sops.Answer", "Staffing.View", .. more]);

    public void AsMai() => As(Mai, "Mai", StandardRoles.CareStaff);

    public void AsHoa() => As(Hoa, "Hoa", StandardRoles.CareStaff);

    public void AsTuan() => As(Tuan, "Tuan", StandardRoles.Team);

    public void AsNam() => As(Nam, "Nam", StandardRoles.Team);

    public void AsLan() => As(Lan, "Lan", StandardRoles.HeadOfCustomerCare, "Staffing.Manage", "Sops.AnswerAny");

    public async Task<Guid> Branch(string name = "District 4", Guid? head = null) => (await Harness.Send(new RecordBranch { Name = name, HeadId = head })).Value;

    public async Task<Guid> Team(string code, Guid? head = null, params Guid[] members)
    {
        var team = (await Harness.Send(new RecordTeam { Code = code, Name = $"Team {code}", BranchId = await Branch(code), HeadId = head })).Value;
        foreach (var member in members) Assert.Null((await Harness.Send(new JoinTeam(team, member, null))).Error);
        return team;
    }

    public Task<TaskList> Inbox(TaskFilter filter = TaskFilter.Team) => Harness.Send(new FindTasks(filter));

    public async Task<Guid> Claimed()
    {
        var subject = await World.Open();
        Assert.Null((await Harness.Send(new ClaimTask((await World.Show(subject)).Current!.TaskId))).Error);
        return subject;
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
