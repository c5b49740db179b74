using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Texts;

/// <summary>Takes out of a free text what tells how to reach somebody. Names it cannot know.</summary>
public static partial class Masking
{
    public const string Hidden = "•••";

    public static string Contacts(string text) => Digits().Replace(Mail().Replace(text, Hidden), Hidden);

    [GeneratedRegex(@"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[\p{L}\p{N}-]+")]
    private static partial Regex Mail();

    /// <summary>Seven digits or more, with what people write between them: telephone numbers, and account numbers with them.</summary>
    [GeneratedRegex(@"\+?\d(?:[ .\-()/]{0,2}\d){6,}")]
    private static partial Regex Digits();
}
