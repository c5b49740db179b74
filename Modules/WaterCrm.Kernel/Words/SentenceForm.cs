using System.Globalization;

namespace WaterCrm.Kernel.Words;

/// <summary>Fills the {0} of a sentence. Whole numbers are written as its language writes them, 1.204 in Vietnamese; a hole that says its own form, such as {1:00}, keeps it.</summary>
internal sealed class SentenceForm : IFormatProvider, ICustomFormatter
{
    private static readonly SentenceForm Own = new();

    public static string Fill(string sentence, object[] arguments) => string.Format(Own, sentence, arguments);

    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : CultureInfo.CurrentCulture.GetFormat(formatType);

    public string Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        int or long when string.IsNullOrEmpty(format) => ((IFormattable)arg).ToString("N0", CultureInfo.CurrentCulture),
        IFormattable other => other.ToString(format, CultureInfo.CurrentCulture),
        _ => arg?.ToString() ?? "",
    };
}
