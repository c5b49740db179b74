using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Contracts;
using WaterCrm.Modularity.Navigation;
using WaterCrm.Modularity.Security;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Boundaries
{
    public sealed class BoundaryTests
    {
        public static TheoryData<string> Assemblies => [.. Product.Assemblies.Select(a => a.GetName().Name!).Where(n => n != "WaterCrm.Host")];

        public static TheoryData<string> Modules => [.. Product.Modules.Select(a => a.GetName().Name!)];

        [Fact]
        public void There_are_modules_to_check()
        {
            var withManifest = new[] { "Modules", "Themes" }.SelectMany(f => Directory.GetFiles(Repository.PathOf(f), "Manifest.cs", SearchOption.AllDirectories))
                .Select(p => Path.GetFileName(Path.GetDirectoryName(p)));

            Assert.Equal(withManifest.Order(), Product.Modules.Select(a => a.GetName().Name).Order());
            Assert.Contains("WaterCrm.Complaints", Product.Modules.Select(a => a.GetName().Name));
        }

        [Fact]
        public void The_check_itself_notices_a_breach()
        {
            var ours = typeof(BoundaryTests).Assembly;
            Type[] offenders = [.. ours.GetTypes().Where(t => t.Namespace?.StartsWith("Offender") == true && !t.IsNested)];

            Assert.Contains("WaterCrm.Host", Rules.ForbiddenReferences(ours));
            Assert.Contains("Offender.Domain.Valve uses Microsoft.EntityFrameworkCore.DbContext", Rules.DomainThatKnowsTooMuch(offenders));
            Assert.Contains("Offender.Domain.Valve uses Offender.Data.ValveTable", Rules.DomainThatKnowsTooMuch(offenders));
            Assert.Equal(["Offender.Data.ValveTable", "Offender.Domain.Valve"], Rules.PublicInside(offenders).Order());
            Assert.Equal(["Offender.Features.TurnValveHandler", "Offender.Features.TurnValveValidator"], Rules.OpenHandlers(offenders).Select(b => b.Split(' ')[0]).Order());
            Assert.Equal(3, Rules.EventsThatAreNoFacts(offenders).Count());
            Assert.Equal(["Offender.Controllers.ValvesController.LoggedIn", "Offender.Controllers.ValvesController.Open"], Rules.ActionsForAnybody(offenders).Order());
            Assert.Empty(Rules.PublicInside(offenders.Where(t => t.Namespace == "Offender.Data"), "Offender.Data"));
            Assert.Equal(["Offender.Domain.Valve"], Rules.PublicInside(offenders, "Offender.Data"));
            Assert.Equal(["Offender.Features.TurnValveHandler calls System.DateTime.get_UtcNow", "Offender.Features.TurnValveHandler calls System.Threading.Tasks.Task.Delay"], Rules.OwnClocks(offenders.Where(t => t.Name == "TurnValveHandler")).Order());
            Assert.Equal(
                ["CancellationTokenSource..ctor", "CancellationTokenSource.CancelAfter", "PeriodicTimer..ctor", "Tasks.Task.WaitAsync", "Tasks.Task`1.WaitAsync", "Timer..ctor", "get_TickCount", "get_TickCount64"],
                Rules.OwnClocks(offenders.Where(t => t.Name == "PatienceOfItsOwn")).Select(b => b.Split(' ')[^1].Replace("System.Threading.", "").Replace("System.Environment.", "")).Order(StringComparer.Ordinal));
            Assert.Empty(Rules.OwnClocks(offenders.Where(t => t.Name == "PatienceByTheClock")));
            Assert.Equal(["Valves.Paint (Offender.ValvePermissions.Paint)"], Rules.PermissionsThatGuardNothing(offenders.Where(t => t.Name == "ValvePermissions"), offenders));
            Assert.Equal(["Offender.Features.TellTheMayor uses HttpClient"], Rules.SendersThatDoNotAsk(offenders));
            Assert.Equal(["Offender.Features.CloseValve has 0 handlers"], Rules.RequestsWithoutOneHandler(offenders));
        }

        [Theory, MemberData(nameof(Assemblies))]
        public void Everything_points_at_the_kernel_and_the_contracts_and_nobody_at_a_module(string name) =>
            Assert.Empty(Rules.ForbiddenReferences(Product.Find(name)));

        [Fact]
        public void The_host_references_no_optional_module_and_no_theme() =>
            Assert.DoesNotContain(typeof(WaterCrm.Host.WaterCrmHost).Assembly.GetReferencedAssemblies(),
                r => r.Name!.StartsWith("WaterCrm.") && r.Name is not ("WaterCrm.Modularity" or "WaterCrm.Contracts" or "WaterCrm.Kernel" or "WaterCrm.Customers" or "WaterCrm.Sops"));

        [Theory, MemberData(nameof(Modules))]
        public void The_domain_knows_nothing_of_database_web_and_requests(string module) =>
            Assert.Empty(Rules.DomainThatKnowsTooMuch(Product.Find(module).GetTypes()));

        [Theory, MemberData(nameof(Modules))]
        public void Domain_and_data_are_nobody_elses_business(string module) =>
            Assert.Empty(Rules.PublicInside(Product.Find(module).GetTypes(), ground: module == "WaterCrm.Kernel" ? "WaterCrm.Kernel.Data" : null));

        [Theory, MemberData(nameof(Modules))]
        public void Handlers_and_validators_are_internal_and_sealed(string module) =>
            Assert.Empty(Rules.OpenHandlers(Product.Find(module).GetTypes()));

        [Theory, MemberData(nameof(Modules))]
        public void Every_request_has_exactly_one_handler(string module) =>
            Assert.Empty(Rules.RequestsWithoutOneHandler(Product.Find(module).GetTypes()));

        [Theory, MemberData(nameof(Assemblies))]
        public void Events_are_sealed_facts_of_plain_values_with_a_stored_name(string name) =>
            Assert.Empty(Rules.EventsThatAreNoFacts(Product.Find(name).GetTypes()));

        [Theory, MemberData(nameof(Modules))]
        public void Every_action_names_a_permission_or_says_that_it_is_for_everybody(string module) =>
            Assert.Empty(Rules.ActionsForAnybody(Product.Find(module).GetTypes()));

        [Fact]
        public void Every_permission_that_a_role_can_have_is_asked_for_somewhere()
        {
            var types = Product.Assemblies.SelectMany(a => a.GetTypes()).ToList();
            var declarers = types.Where(t => typeof(IPermissionProvider).IsAssignableFrom(t) && !t.IsAbstract).ToList();

            Assert.True(declarers.Count > 8, $"only {declarers.Count} classes with permissions were found");
            Assert.Equal("", string.Join("\n", Rules.PermissionsThatGuardNothing(declarers, types)));
        }

        [Theory, MemberData(nameof(Assemblies))]
        public void Time_comes_from_the_clock_that_was_handed_in(string name) =>
            Assert.Empty(Rules.OwnClocks(Product.Find(name).GetTypes()));

        [Theory, MemberData(nameof(Assemblies))]
        public void Whatever_can_send_asks_whether_this_is_a_trial(string name) =>
            Assert.Empty(Rules.SendersThatDoNotAsk(Product.Find(name).GetTypes()));
    }
}

// What must not be, so that the rules can be seen to notice it.
namespace Offender
{
    public sealed class ValvePermissions : IPermissionProvider
    {
        public static readonly Permission Turn = new("Valves.Turn");
        public static readonly Permission Grease = new("Valves.Grease");
        public static readonly Permission Paint = new("Valves.Paint");

        public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Turn, Grease, Paint]);

        public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [];
    }

    public sealed class ValveMenu : AdminNavigationProvider
    {
        protected override ValueTask BuildAsync(NavigationBuilder builder)
        {
            builder.Add(new Microsoft.Extensions.Localization.LocalizedString("Paint", "Paint"), "1", entry => entry.Permission(ValvePermissions.Paint));
            return ValueTask.CompletedTask;
        }
    }
}

namespace Offender.Data
{
    public sealed class ValveTable;
}

namespace Offender.Domain
{
    public sealed class Valve
    {
        internal void Turn() => new Data.ValveTable().ToString();

        internal async Task Save(object db)
        {
            await Task.Yield();
            ((Microsoft.EntityFrameworkCore.DbContext)db).Dispose();
        }
    }
}

namespace Offender.Features
{
    public sealed record TurnValve : IRequest<int>;

    public sealed record CloseValve : IRequest<int>;

    public sealed class TurnValveHandler : IRequestHandler<TurnValve, int>
    {
        public async Task<int> Handle(TurnValve request, CancellationToken token)
        {
            await Task.Delay(1, token);
            return DateTime.UtcNow.Hour;
        }
    }

    public sealed class PatienceOfItsOwn
    {
        public async Task Wait(Task<int> what)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));
            end.CancelAfter(Environment.TickCount);
            using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(Environment.TickCount64));
            using var bell = new Timer(_ => { });
            await ((Task)what).WaitAsync(TimeSpan.FromSeconds(1), end.Token);
            await what.WaitAsync(TimeSpan.FromSeconds(1));
        }
    }

    public sealed class PatienceByTheClock(TimeProvider clock)
    {
        public async Task Wait(Task<int> what)
        {
            using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
            using var stop = new CancellationTokenSource();
            using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
            await ((Task)what).WaitAsync(TimeSpan.FromSeconds(1), clock, end.Token);
            await what.WaitAsync(stop.Token);
        }
    }

    public sealed class GreaseValve
    {
        public bool May(System.Security.Claims.ClaimsPrincipal who) => PermissionRequirement.Has(who, ValvePermissions.Grease);
    }

    public sealed class TellTheMayor(HttpClient web)
    {
        public Task Tell() => web.GetAsync("https://example.org");
    }

    public sealed class TellTheMayorUnlessOnTrial(HttpClient web, WaterCrm.Kernel.Trials.Trial trial)
    {
        public Task Tell() => trial.Is ? Task.CompletedTask : web.GetAsync("https://example.org");
    }

    internal class TurnValveValidator : AbstractValidator<TurnValve>;

    internal record ValveTurned : IntegrationEvent
    {
        public override Guid Subject => Guid.Empty;
        public required Domain.Valve Valve { get; init; }
    }
}

namespace Offender.Controllers
{
    public sealed class ValvesController : ControllerBase
    {
        public void Open()
        {
        }

        [Authorize]
        public void LoggedIn()
        {
        }

        [Authorize(Policy = "Valves.Turn")]
        public void Permitted()
        {
        }

        [AllowAnonymous]
        public void Public()
        {
        }
    }
}
