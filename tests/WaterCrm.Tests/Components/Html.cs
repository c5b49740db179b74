using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace WaterCrm.Tests.Components;

/// <summary>Compares markup by what it means: neither blanks between elements nor the order of attributes and classes matter.</summary>
internal static partial class Html
{
    private static readonly HtmlParser Parser = new();

    public static IElement Parse(string markup) => Parser.ParseDocument($"<!DOCTYPE html><body>{markup}</body>").Body!;

    public static void AssertAlike(string expected, string actual) => Assert.Equal(Normalise(expected), Normalise(actual));

    public static string Normalise(string markup)
    {
        var normal = new StringBuilder();
        foreach (var node in Parse(markup).ChildNodes) Write(node, normal, 0, keepsBlanks: false);
        return normal.ToString();
    }

    private static void Write(INode node, StringBuilder normal, int depth, bool keepsBlanks)
    {
        var indent = new string(' ', depth * 2);
        if (node is IText text)
        {
            var words = keepsBlanks ? text.Data : Blanks().Replace(text.Data, " ").Trim();
            if (words.Length > 0) normal.Append(indent).Append(words).Append('\n');
        }
        if (node is not IElement element) return;

        normal.Append(indent).Append('<').Append(element.LocalName);
        foreach (var attribute in element.Attributes.OrderBy(a => a.Name, StringComparer.Ordinal))
        {
            var value = attribute.Name == "class" ? string.Join(' ', attribute.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)) : attribute.Value;
            normal.Append(' ').Append(attribute.Name).Append("=\"").Append(value).Append('"');
        }
        normal.Append(">\n");
        foreach (var child in element.ChildNodes) Write(child, normal, depth + 1, keepsBlanks || element.LocalName is "pre" or "textarea");
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
