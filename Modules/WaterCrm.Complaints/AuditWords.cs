using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints;

/// <summary>The records of this module, their properties and their states, in the words by which the audit looks them up; what the kernel knows too stands there.</summary>
internal static class AuditWords
{
    public static readonly IReadOnlyList<string> All =
    [
        Word.Of("Added at"), Word.Of("Addition"), Word.Of("Channel"), Word.Of("Closed before opened"), Word.Of("Code hash"), Word.Of("Complaint"),
        Word.Of("Contact email"), Word.Of("Contact name"), Word.Of("Contact phone"), Word.Of("Content type"), Word.Of("External"), Word.Of("External system"),
        Word.Of("Is imported"), Word.Of("Is open"), Word.Of("Is reopening"), Word.Of("Latitude"), Word.Of("Longitude"), Word.Of("Ordinal"),
        Word.Of("Photo"), Word.Of("Place"), Word.Of("Place folded"), Word.Of("Reported at"), Word.Of("Resolution"), Word.Of("Sha256"),
        Word.Of("Size"), Word.Of("Sort at"), Word.Of("State contradicted"), Word.Of("Step"), Word.Of("Tell by"), Word.Of("Text"),
        Word.Of("Was late"), Word.Of("Year"), Word.Of("Zone"),
    ];
}
