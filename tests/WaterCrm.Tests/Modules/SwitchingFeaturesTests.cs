using System.Net;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Modules;
using WaterCrm.Kernel.Modules.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Modules;

/// <summary>Modules come and go while the host runs, and nobody who is working notices more than that their pages do.</summary>
public sealed class SwitchingFeaturesTests : IAsyncLifetime
{
    private const string Complaints = "WaterCrm.Complaints";

    private TestHost host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_module_that_is_switched_off_has_no_pages_no_files_and_no_menu_and_on_again_it_has_them()
    {
        for (var i = 0; i < 5; i++)
        {
            var w = System.Diagnostics.Stopwatch.StartNew();
            Assert.Null((await Switch([], [Complaints])).Error);
            Console.WriteLine("off " + w.ElapsedMilliseconds); w.Restart();
            Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("/report", Token)).StatusCode);
            Console.WriteLine("req " + w.ElapsedMilliseconds); w.Restart();
            Assert.Null((await Switch([Complaints], [])).Error);
            Console.WriteLine("on " + w.ElapsedMilliseconds); w.Restart();
            Assert.Equal(HttpStatusCode.OK, (await host.Client.GetAsync("/report", Token)).StatusCode);
            Console.WriteLine("req " + w.ElapsedMilliseconds); w.Restart();
        }
    }

    private Task<Result<FollowUps>> Switch(string[] on, string[] off) => host.InScope(s => s.GetRequiredService<IMediator>().Send(new SwitchFeatures(on, off), Token));
}
