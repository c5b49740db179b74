using System.Globalization;
using FluentValidation;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Sending;

/// <summary>How often something is tried that did not succeed.</summary>
[SettingsGroup("messages", "Messages", Help = "How messages to people are sent, whichever way they go.", Order = 30)]
public sealed record SendingSettings
{
    [Setting("Try again after", Unit = "minutes", Help = "Whole numbers with blanks between them: after the first try that was put off, after the second and so on. After the last the message has failed.", Required = true)]
    public string TryAgainAfter { get; init; } = "1 5 15 60 240 720 1440";

    [Setting("Attachments of a message together at most", Unit = "MB", Help = "Most mail servers refuse mails of more than 10 to 25 MB, and a mail is a third larger than what is attached.", Min = 1, Max = 100)]
    public int AttachmentMegabytes { get; init; } = 10;

    [Setting("Words of messages and of mails that came in are kept for", Unit = "days", Help = "Afterwards the log still says what was sent, when, to whom and what became of it.", Min = 1, Max = 36_500)]
    public int KeepWordsDays { get; init; } = 730;

    /// <summary>How long to wait after a try that was put off; null when there is no further one.</summary>
    /// <param name="tries">That were made, from 1.</param>
    public TimeSpan? WaitAfter(int tries) => Minutes(TryAgainAfter) is { } minutes && tries <= minutes.Count ? TimeSpan.FromMinutes(minutes[tries - 1]) : null;

    internal static IReadOnlyList<int>? Minutes(string text)
    {
        List<int> minutes = [];
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || one is < 1 or > 10_080) return null;
            minutes.Add(one);
        }

        return minutes.Count is > 0 and <= 20 ? minutes : null;
    }
}

internal sealed class SendingSettingsRules : AbstractValidator<SendingSettings>
{
    public SendingSettingsRules() =>
        RuleFor(s => s.TryAgainAfter).Must(text => SendingSettings.Minutes(text) is not null).WithMessage("Write whole minutes from 1 to 10,080 with blanks between them, such as 1 5 15 60; at most 20 of them.");
}
