namespace WaterCrm.Kernel.Components;

/// <summary>One saved view of a list.</summary>
/// <param name="Text">Its name, in the reader's language.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Count">How many it holds; null when that is not worth counting.</param>
/// <param name="Current">It is the one being shown.</param>
/// <param name="Late">What it counts should not be there.</param>
public sealed record Tab(string Text, string Url, long? Count = null, bool Current = false, bool Late = false);

/// <summary>One filter of a list that is on, and where one is without it.</summary>
public sealed record Chip(string Text, string UrlWithout);

/// <summary>One line of a definition list.</summary>
public sealed record Fact(string Label, string? Value, string? Url = null);
