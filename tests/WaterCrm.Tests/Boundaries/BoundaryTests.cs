using FluentValidation;
using MediatR;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using WaterCrm.Contracts;
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
            Assert.Equal(["Offender.Features.TurnValveHandler calls System.DateTime.get_UtcNow", "Offender.Features.TurnValveHandler calls System.Threading.Tasks.Task.Delay"], Rules.OwnClocks(offenders).Order());
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
            Assert.Empty(module == "WaterCrm.Kernel" ? [] : Rules.PublicInside(Product.Find(module).GetTypes()));   // the kernel's Data is what all others build on

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

        [Theory, MemberData(nameof(Assemblies))]
        public void Time_comes_from_the_clock_that_was_handed_in(string name) =>
            Assert.Empty(Rules.OwnClocks(Product.Find(name).GetTypes()));

        [Theory, MemberData(nameof(Assemblies))]
        public void Whatever_can_send_asks_whether_this_is_a_trial(string name) =>
            Assert.Empty(Rules.SendersThatDoNotAsk(Product.Find(name).GetTypes()));
    }
}

// What must not be, so that the rules can be seen to notice it.
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
