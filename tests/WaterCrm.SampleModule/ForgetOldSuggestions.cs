using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Requests;
using WaterCrm.SampleModule.Features;

namespace WaterCrm.SampleModule;

[BackgroundTask(Schedule = "40 1 * * *", Title = "Forget old suggestions", Description = "Removes suggestions that nobody took up, after as many days as the settings say.")]
internal sealed class ForgetOldSuggestions : IBackgroundTask
{
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        using var actor = ActingAs.System("system:suggestions");
        var mediator = serviceProvider.GetRequiredService<IMediator>();
        while ((await mediator.Send(new ForgetSuggestions(), cancellationToken)).Value == ForgetSuggestionsHandler.Batch)
        {
            // There may be more; each batch is a transaction of its own.
        }
    }
}
