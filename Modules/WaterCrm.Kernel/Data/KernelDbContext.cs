using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data.Records;
using WaterCrm.Kernel.Guidance.Feedback;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Messages.Webhooks.Domain;
using WaterCrm.Kernel.Modules.Domain;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Staffing.Domain;

namespace WaterCrm.Kernel.Data;

internal abstract class KernelDbContext(DbContextOptions options) : ModuleDbContext(options)
{
    public DbSet<OutboxEvent> Outbox => Set<OutboxEvent>();
    public DbSet<InboxEntry> Inbox => Set<InboxEntry>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Role> Roles => Set<Role>();
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<PageView> PageViews => Set<PageView>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<StoredSettings> Settings => Set<StoredSettings>();
    public DbSet<SignInTries> SignInTries => Set<SignInTries>();
    public DbSet<TaskRun> TaskRuns => Set<TaskRun>();
    public DbSet<Branch> Branches => Set<Branch>();
    public DbSet<Team> Teams => Set<Team>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<Absence> Absences => Set<Absence>();
    public DbSet<DutyShift> Shifts => Set<DutyShift>();
    public DbSet<RosterPlace> Roster => Set<RosterPlace>();
    public DbSet<DutyCall> DutyCalls => Set<DutyCall>();
    public DbSet<PageRemark> Feedback => Set<PageRemark>();
    public DbSet<FeatureSwitch> FeatureSwitches => Set<FeatureSwitch>();
    public DbSet<KnownModule> KnownModules => Set<KnownModule>();
    public DbSet<Message> Messages => Set<Message>();
    public DbSet<Webhook> Webhooks => Set<Webhook>();
    public DbSet<Suppression> Suppressions => Set<Suppression>();
    public DbSet<NewsWish> NewsWishes => Set<NewsWish>();
    public DbSet<TakenMail> TakenMails => Set<TakenMail>();
    public DbSet<KeptListener> KeptListeners => Set<KeptListener>();
    public DbSet<MessageText> MessageTexts => Set<MessageText>();
}

internal sealed class SqliteKernelDbContext(DbContextOptions<SqliteKernelDbContext> options) : KernelDbContext(options);

internal sealed class PostgresKernelDbContext(DbContextOptions<PostgresKernelDbContext> options) : KernelDbContext(options);
