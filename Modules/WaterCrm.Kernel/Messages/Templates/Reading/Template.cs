namespace WaterCrm.Kernel.Messages.Templates.Reading;

/// <summary>A text that was read: what stands in it, and what is filled in.</summary>
internal sealed record Template(IReadOnlyList<TemplatePart> Parts)
{
    public static readonly Template Empty = new([]);

    public bool IsEmpty => Parts.Count == 0;

    /// <summary>Parts within parts.</summary>
    public const int Deepest = 5;

    /// <summary>Places and parts together.</summary>
    public const int MostPlaces = 200;
}

internal abstract record TemplatePart;

/// <summary>Words as they are.</summary>
internal sealed record Said(string Text) : TemplatePart;

/// <summary><c>{{complaint.due}}</c> or <c>{{complaint.due | date}}</c>.</summary>
internal sealed record Place(MessagePlaceholder Placeholder, string? Format) : TemplatePart;

/// <summary><c>{{#if complaint.due}}...{{else}}...{{/if}}</c>: whether there is a value, or a number other than none.</summary>
internal sealed record Choice(MessagePlaceholder Placeholder, IReadOnlyList<TemplatePart> Then, IReadOnlyList<TemplatePart> Else) : TemplatePart;
