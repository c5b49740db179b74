using System.Globalization;
using System.Text.RegularExpressions;

namespace WaterCrm.Kernel.Messages.Templates.Reading;

/// <summary>
/// Stands for a value while Markdown is read, so that what a customer wrote is never taken for Markdown, HTML or a place. The signs are of the private use area,
/// which no text of ours may have; a value may, for marks are looked for once and never in what replaced them.
/// </summary>
internal static partial class Mark
{
    private const char Begin = '\uE000', End = '\uE001', Bare = '\uE002';

    public static bool IsReserved(char c) => c is Begin or End or Bare;

    public static string Of(int number) => string.Create(CultureInfo.InvariantCulture, $"{Begin}{number}{End}");

    /// <summary>The same marks, for a place where a link must not be made of them.</summary>
    public static string ToBare(string text) => text.Replace(Begin, Bare);

    /// <param name="text">With marks.</param>
    /// <param name="fill">Number of the value, and whether it stands bare.</param>
    public static string Replace(string text, Func<int, bool, string> fill) =>
        Sign().Replace(text, sign => fill(int.Parse(sign.Groups["number"].Value, CultureInfo.InvariantCulture), sign.Value[0] == Bare));

    [GeneratedRegex("[\uE000\uE002](?<number>[0-9]+)\uE001")]
    private static partial Regex Sign();
}
