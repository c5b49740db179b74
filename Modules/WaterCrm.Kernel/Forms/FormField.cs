using System.Collections.Frozen;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Forms;

/// <summary>What a field asks for; its name in a definition is the lower-case one.</summary>
public enum FieldType
{
    Text,
    LongText,
    Number,
    Date,
    Time,
    Choice,
    Choices,
    YesNo,
    Phone,
    Photo,

    /// <summary>A sentence to read; asks nothing.</summary>
    Note,
}

/// <summary>One answer to choose.</summary>
public sealed record FieldOption(string Value, LocalText Label);

/// <summary>One question of a form.</summary>
public sealed record FormField(string Id, FieldType Type, LocalText Label)
{
    public const int TextLength = 200;
    public const int LongTextLength = 4000;

    public LocalText? Help { get; init; }

    public bool Required { get; init; }

    /// <summary>Characters that fit into a text; line breaks count as one.</summary>
    public int MaxLength { get; init; } = TextLength;

    public LocalText? Unit { get; init; }

    public decimal? Min { get; init; }

    public decimal? Max { get; init; }

    /// <summary>Only whole numbers can be answered.</summary>
    internal bool Whole { get; init; }

    /// <summary>A text that is typed unseen and never written back.</summary>
    internal bool Secret { get; init; }

    /// <summary>How many photos may be sent.</summary>
    public int MaxFiles { get; init; } = 1;

    /// <summary>HTML's name for what the browser may fill in by itself, such as name or street-address.</summary>
    public string? Autocomplete { get; init; }

    public IReadOnlyList<FieldOption> Options { get; init; } = [];

    /// <summary>Whether there is something to answer.</summary>
    public bool Asks => Type is not FieldType.Note;

    internal static FrozenDictionary<string, FieldType> Types { get; } = Enum.GetValues<FieldType>().ToFrozenDictionary(t => t.ToString().ToLowerInvariant());
}
