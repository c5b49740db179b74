using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity;
using WaterCrm.Sops;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Definitions;
using WaterCrm.Sops.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Sops;

/// <summary>Procedures on a real database, with a subject that remembers what it was told.</summary>
internal sealed class SopWorld(Harness harness, SopFolder folder, Things things) : IAsyncDisposable
{
    public static readonly Guid Hoa = Guid.Parse("00000000-0000-7000-8000-000000000001");
    public static readonly Guid Tuan = Guid.Parse("00000000-0000-7000-8000-000000000002");

    public Harness Harness => harness;

    public Things Things => things;

    public static async Task<SopWorld> Start(DatabaseProvider provider, PostgresServer postgres, DateTimeOffset? now = null)
    {
        var (folder, things) = (new SopFolder(), new Things());
        var harness = await Harness.Start(provider, postgres, [new WordsStartup(), new WaterCrm.Sops.Startup()], services => services
            .AddSingleton<IModuleFiles>(folder)
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { ContentRootPath = AppContext.BaseDirectory })
            .AddSingleton<ISubject>(things), new FakeTime(now ?? FakeTime.Monday));
        var world = new SopWorld(harness, folder, things);
        await world.Load("visit.sop.json", Visit.Json);
        world.AsCareStaff();
        return world;
    }

    public void AsCareStaff() => harness.Actor.Become(Hoa, "Hoa", ["Care staff"], "Sops.Answer");

    public void AsTeam() => harness.Actor.Become(Tuan, "Tuấn", ["Team"], "Sops.Answer");

    public void AsHead() => harness.Actor.Become(Guid.Parse("00000000-0000-7000-8000-000000000003"), "Lan", ["Head of customer care"], "Sops.Answer", "Sops.AnswerAny");

    /// <summary>Lays a file into a module's folder and starts the shell anew.</summary>
    public async Task Load(string name, string json)
    {
        folder.Texts[name] = json;
        await using var scope = harness.Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<SopFiles>(scope.ServiceProvider).ActivatingAsync();
    }

    public async Task<Guid> Open(string? variety = null, string[]? taken = null, string kind = "thing", string sop = Visit.Code)
    {
        var subject = Ids.New(harness.Clock);
        var opened = await harness.Send(new OpenCase { Sop = sop, SubjectKind = kind, SubjectId = subject, SubjectName = "T-1", Variety = variety, AlreadyTaken = taken ?? [] });
        Assert.Null(opened.Error);
        return subject;
    }

    public async Task<CaseView> Show(Guid subject, string kind = "thing") => (await harness.Send(new ShowCase(kind, subject)))!;

    public async Task<Result<TaskAnswered>> Answer(Guid subject, string outcome, string? comment = null, params (string Id, string Text)[] fields)
    {
        var task = (await Show(subject)).Current!;
        return await harness.Send(new AnswerTask
        {
            TaskId = task.TaskId, Outcome = outcome, Comment = comment, Version = task.Version, Fields = fields.ToDictionary(f => f.Id, f => new StringValues(f.Text)),
        });
    }

    public async Task Watch()
    {
        await using var scope = harness.Services.CreateAsyncScope();
        await new DeadlineWatch(harness.Clock, NullLogger<DeadlineWatch>.Instance).DoWorkAsync(scope.ServiceProvider, TestContext.Current.CancellationToken);
    }

    /// <summary>How often the other modules will hear of this.</summary>
    public Task<int> Said(string name) => harness.Read<KernelDbContext, int>(db => db.Outbox.CountAsync(e => e.Name == name));

    public Task<int> Versions() => harness.Read<SopsDbContext, int>(db => db.Definitions.CountAsync());

    public ValueTask DisposeAsync() => harness.DisposeAsync();
}

/// <summary>Remembers what subjects were told; fails when told to.</summary>
internal sealed class Things : ISubject
{
    private int failures;

    public ConcurrentDictionary<Guid, CaseState> States { get; } = new();

    public string Kind => "thing";

    /// <summary>Of the next tellings, these many throw.</summary>
    public void FailNext(int times) => failures = times;

    public HashSet<Guid> Broken { get; } = [];

    public Task Project(CaseState state, CancellationToken token)
    {
        if (Broken.Contains(state.SubjectId) || Interlocked.Decrement(ref failures) >= 0) throw new InvalidOperationException("The lights went out.");
        States[state.SubjectId] = state;
        return Task.CompletedTask;
    }

    public string? LinkTo(Guid subjectId) => $"/staff/things/{subjectId}";
}

/// <summary>The Sops folder of one module, in memory.</summary>
internal sealed class SopFolder : IModuleFiles, IFileProvider
{
    public Dictionary<string, string> Texts { get; } = [];

    public IEnumerable<(string ModuleId, IFileProvider Files)> All => [("Tests", this)];

    public IDirectoryContents GetDirectoryContents(string subpath) => subpath == "Sops" ? new Listing(Texts) : NotFoundDirectoryContents.Singleton;

    public IFileInfo GetFileInfo(string subpath) => new NotFoundFileInfo(subpath);

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private sealed class Listing(Dictionary<string, string> texts) : IDirectoryContents
    {
        public bool Exists => true;

        public IEnumerator<IFileInfo> GetEnumerator() => texts.Select(t => (IFileInfo)new Text(t.Key, t.Value)).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    private sealed class Text(string name, string text) : IFileInfo
    {
        public bool Exists => true;
        public long Length => text.Length;
        public string? PhysicalPath => null;
        public string Name => name;
        public DateTimeOffset LastModified => default;
        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
    }
}
