using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Contracts.Complaints;
using WaterCrm.Kernel.Messages.Webhooks;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints;

/// <summary>What other systems may be told of complaints: numbers, codes and times; neither who complained nor what was written.</summary>
internal static class ToldOutside
{
    public static IServiceCollection AddToldOutside(this IServiceCollection services) => services
        .AddWebhookEvent<ComplaintReported>(typeof(Startup).Assembly, Word.Of("A complaint was reported"), c => new { c.ComplaintId, c.Number, c.Kind, c.Channel, c.Zone, c.CustomerId })
        .AddWebhookEvent<ComplaintClosed>(typeof(Startup).Assembly, Word.Of("A complaint was closed"), c => new { c.ComplaintId, c.Number, c.Kind, c.CustomerId, c.Outcome, c.ResolvedInTime })
        .AddWebhookEvent<ComplaintReopened>(typeof(Startup).Assembly, Word.Of("A closed complaint was taken up again"), c => new { c.ComplaintId, c.Number, c.Kind, c.CustomerId, c.ByCustomer });
}
