using WaterCrm.Kernel.Words;

namespace WaterCrm.SampleModule;

/// <summary>The records of this module and their properties, in the words by which the audit looks them up; what the kernel knows too stands there.</summary>
internal static class AuditWords
{
    public static readonly IReadOnlyList<string> All = [Word.Of("Complaint"), Word.Of("Made at"), Word.Of("Suggestion"), Word.Of("Taken up at")];
}
