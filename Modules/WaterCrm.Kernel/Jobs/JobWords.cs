using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Components;

namespace WaterCrm.Kernel.Jobs;

/// <summary>A job's state in words and colour.</summary>
public static class JobWords
{
    public static string StateIn(this JobView job, IStringLocalizer S) => job switch
    {
        { State: JobState.Waiting } => S["Waiting"],
        { State: JobState.Running, CancelAsked: true } => S["Being cancelled"],
        { State: JobState.Running } => S["Running"],
        { State: JobState.Done } => S["Done"],
        { State: JobState.Failed } => S["Failed"],
        _ => S["Cancelled"],
    };

    public static Tone Tone(this JobView job) => job.State switch
    {
        JobState.Done => Components.Tone.Good,
        JobState.Failed => Components.Tone.Late,
        JobState.Cancelled => Components.Tone.Warn,
        JobState.Running => Components.Tone.Active,
        _ => Components.Tone.Quiet,
    };
}
