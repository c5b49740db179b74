using WaterCrm.Kernel.Forms;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops.ViewModels;

/// <summary>A case with what somebody typed and could not be taken.</summary>
public sealed record CasePage(CaseView Case)
{
    public string? ReturnUrl { get; init; }
    public FormReading? Reading { get; init; }

    /// <summary>What was typed belongs to a step that somebody else has answered meanwhile: it is shown, to be copied.</summary>
    public bool TooLate { get; init; }
    public string? Comment { get; init; }
    public string? Reason { get; init; }
}

/// <summary>What the page of a step posts besides the fields of its form.</summary>
public sealed record AnswerForm
{
    public string Outcome { get; init; } = "";
    public string? Comment { get; init; }
    public int? Version { get; init; }
    public string? ReturnUrl { get; init; }
}

public sealed record ReasonForm
{
    public string? Reason { get; init; }
    /// <summary>To whom a step is handed over: a role, or <c>team:</c> and the code of a team.</summary>
    public string? Role { get; init; }
    internal string? ToTeam => Role?.StartsWith("team:", StringComparison.Ordinal) is true ? Role[5..] : null;
    public string? Step { get; init; }
    public int? Version { get; init; }
    public string? ReturnUrl { get; init; }
}
