using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops;

/// <summary>The records of this module, their properties and their states, in the words by which the audit looks them up; what the kernel knows too stands there.</summary>
internal static class AuditWords
{
    public static readonly IReadOnlyList<string> All =
    [
        Word.Of("Answered"), Word.Of("Answered at"), Word.Of("Answered by"), Word.Of("By"), Word.Of("Case entry"), Word.Of("Clock from"),
        Word.Of("Comment"), Word.Of("Definition"), Word.Of("Definition version"), Word.Of("Detail"), Word.Of("Dropped"), Word.Of("Due after"),
        Word.Of("Due calendar"), Word.Of("Due from"), Word.Of("Ending"), Word.Of("Entries"), Word.Of("Escalated to"), Word.Of("For"),
        Word.Of("Json"), Word.Of("Late at"), Word.Of("Level"), Word.Of("Loaded at"), Word.Of("Opened at"), Word.Of("Outcome"),
        Word.Of("Pause reason"), Word.Of("Paused at"), Word.Of("Pauses"), Word.Of("Referred"), Word.Of("Sequence"), Word.Of("Sop"),
        Word.Of("Sort due"), Word.Of("Source"), Word.Of("Step"), Word.Of("Step task"), Word.Of("Steps taken"), Word.Of("Stopped"),
        Word.Of("Turn"), Word.Of("Values"), Word.Of("Variety"), Word.Of("Watch at"),
    ];
}
