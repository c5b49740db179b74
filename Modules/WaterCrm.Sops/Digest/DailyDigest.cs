using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Mail;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops.Digest;

/// <summary>
/// In the morning of a working day each colleague for whom something waits is written. It asks each one's inbox as that person would see it,
/// and writes under its own name. Whoever was written to today is not asked again, so it may be killed at any point.
/// </summary>
[BackgroundTask(Schedule = "*/10 * * * *", Title = "Tasks of the day", Description = "Writes to each colleague in the morning what waits for them.")]
internal sealed class DailyDigest(CalendarCatalog calendars, Settings<DigestSettings> settings, Settings<MailSettings> mail, TimeProvider clock, ILogger<DailyDigest> logger) : IBackgroundTask
{
    /// <summary>Later nobody reads it as the plan of the day.</summary>
    private const int LastHour = 12;

    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var local = serviceProvider.GetRequiredService<LocalFormat>();
        if (!settings.Current.IsWritten || mail.Current is not { Host.Length: > 0, PublicAddress.Length: > 0 } || !IsMorning(local)) return;

        using var actor = ActingAs.System("system:digest");
        var mediator = serviceProvider.GetRequiredService<IMediator>();
        var written = await mediator.Send(new FindWrittenTo(WriteDigest.PurposeOf(local.Today), "person"), cancellationToken);
        foreach (var colleague in await serviceProvider.GetRequiredService<IPeople>().ToWriteTo(SopsPermissions.Answer, cancellationToken))
            if (colleague.Email is not null && !written.Contains(colleague.Id)) await Write(serviceProvider, colleague, local.Today, cancellationToken);
    }

    private bool IsMorning(LocalFormat local)
    {
        var (now, today) = (local.Local(clock.Utc()), local.Today);
        var noon = Math.Max(LastHour, settings.Current.Hour + 1);
        return now.Hour >= settings.Current.Hour && now.Hour < noon
            && (calendars.Find(settings.Current.Calendar) is not { } calendar || calendar.WorkingTimeBetween(local.ToUtc(today.ToDateTime(TimeOnly.MinValue)), local.EndOf(today)) > TimeSpan.Zero);
    }

    /// <summary>One inbox that cannot be read must not keep the others from theirs.</summary>
    private async Task Write(IServiceProvider services, Addressee colleague, DateOnly day, CancellationToken token)
    {
        try
        {
            var tasks = await services.GetRequiredService<ColleagueInbox>().Of(colleague, Languages.Find(colleague.Language), token);
            if (tasks.Counts.Team == 0) return;
            if ((await services.GetRequiredService<IMediator>().Send(new WriteDigest(colleague, tasks, day), token)).Error is { } error) logger.LogWarning("The tasks of {Person} could not be written: {Reason}", colleague.Id, error.Code);
        }
        catch (Exception failure) when (!token.IsCancellationRequested)
        {
            logger.LogError(failure, "The tasks of {Person} could not be written", colleague.Id);
        }
    }
}
