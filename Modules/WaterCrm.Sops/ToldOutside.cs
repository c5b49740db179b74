using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts.Sops;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops;

/// <summary>What other systems may be told of cases: codes and times; not the name of what a case is about, which may be somebody's.</summary>
internal static class ToldOutside
{
    public static IServiceCollection AddToldOutside(this IServiceCollection services) => services
        .AddWebhookEvent<CaseEscalated>(typeof(Startup).Assembly, Word.Of("A case was taken one level further up"), c => new { c.CaseId, c.Sop, c.SubjectKind, c.SubjectId, c.Step, c.Role, c.Team, c.Level })
        .AddWebhookEvent<TaskBecameLate>(typeof(Startup).Assembly, Word.Of("A step of a case became late"), t => new { t.CaseId, t.TaskId, t.Sop, t.SubjectKind, t.SubjectId, t.Step, t.Role, t.DueAt });
}
