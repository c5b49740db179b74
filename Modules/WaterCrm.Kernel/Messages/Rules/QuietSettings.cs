using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>When messages leave people in peace.</summary>
[SettingsGroup("quiet", "Quiet hours and news", Help = "When messages leave people in peace, and how much news somebody gets. What is urgent, such as burst mains, always goes out.", Order = 33)]
public sealed record QuietSettings
{
    [Setting("Quiet from", Help = "On the utility's clock, such as 22:00. Empty for no quiet hours.")]
    public string From { get; init; } = "22:00";

    [Setting("Quiet until", Help = "Such as 06:00: at this moment messages go out again.")]
    public string Until { get; init; } = "06:00";

    [Setting("Mail keeps quiet hours too", Help = "Mail wakes nobody, and somebody may wait for a link.")]
    public bool MailToo { get; init; }

    [Setting("News to one receiver at most", Unit = "messages", Help = "From all parts of the system together. What is more waits. 0 for no limit.", Max = 1000)]
    public int NewsAtMost { get; init; }

    [Setting("Within", Unit = "days", Min = 1, Max = 365)]
    public int NewsWithinDays { get; init; } = 7;

    [Setting("Answers about news in a minute", Help = "How many the pages on which people unsubscribe take from everybody together. When it is used up, those who sent most of it wait.", Min = 1)]
    public int AnswersPerMinute { get; init; } = 1200;

    /// <summary>The hours that are not quiet; null where none are.</summary>
    internal DailyHours? Open => DailyHours.Read(From) is { } from && DailyHours.Read(Until) is { } until && from != until ? new DailyHours(until, from) : null;
}

internal sealed class QuietSettingsRules : AbstractValidator<QuietSettings>
{
    public QuietSettingsRules()
    {
        RuleFor(q => q.From).Must(IsTime).WithMessage("Write a time of day, such as 22:00.");
        RuleFor(q => q.Until).Must(IsTime).WithMessage("Write a time of day, such as 22:00.");
        RuleFor(q => q.Until).Must((q, until) => string.IsNullOrWhiteSpace(q.From) == string.IsNullOrWhiteSpace(until)).WithMessage("Quiet hours have a beginning and an end. Fill in both or leave both empty.");
        RuleFor(q => q.Until).Must((q, until) => DailyHours.Read(until) is not { } end || end != DailyHours.Read(q.From)).WithMessage("Quiet hours that begin and end at the same time would never end.");
    }

    private static bool IsTime(string text) => string.IsNullOrWhiteSpace(text) || DailyHours.Read(text) is not null;
}
