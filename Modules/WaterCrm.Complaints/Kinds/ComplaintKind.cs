using WaterCrm.Kernel.Texts;

namespace WaterCrm.Complaints.Kinds;

/// <summary>What a complaint can be about. Kinds are data: the procedure, the words and the picture of each can be changed without a programmer.</summary>
/// <param name="Code">Its lasting name, such as <c>no-water</c>.</param>
/// <param name="Icon">Name of the picture in the themes' icon set.</param>
/// <param name="IsPublic">The public may choose it.</param>
public sealed record ComplaintKind(string Code, string Icon, bool IsPublic, LocalText Name, LocalText Hint);
