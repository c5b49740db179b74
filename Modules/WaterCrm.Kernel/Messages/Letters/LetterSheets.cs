using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Trials;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Letters;

/// <summary>
/// Lays letters out for paper: one page of HTML that needs nothing else, with each letter on a sheet of its own and its address where the envelope has a window.
/// The same page is opened to be printed and made a PDF of.
/// </summary>
internal sealed class LetterSheets(Settings<LetterSettings> settings, LocalFormat format, Utility utility, Trial trial, TimeProvider clock, IStringLocalizer<Utility> S)
{
    /// <summary>The page and what its only style is known by, for a policy that allows no other.</summary>
    public (string Html, string Policy) Write(IReadOnlyList<LetterText> letters)
    {
        var style = Style(settings.Current);
        var html = new StringBuilder("<!DOCTYPE html>\n").Append($"<html lang=\"{Languages.Current.Culture.Name}\">\n<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" content=\"width=device-width\" />\n<title>{Text(S["Letters"])}</title>\n<style>").Append(style).Append("</style>\n</head>\n<body>\n");
        html.Append($"<p class=\"how\">{Text(S["Print this page with your browser (Ctrl+P), on A4 without scaling and without headers. Then go back and say that the letters were printed."])}</p>\n");
        foreach (var letter in letters) Write(html, letter, settings.Current);
        html.Append("</body>\n</html>\n");
        return (html.ToString(), $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox");
    }

    private void Write(StringBuilder html, LetterText letter, LetterSettings how)
    {
        var spoken = Languages.Find(letter.Language) ?? utility.Language;
        using var speaking = Languages.Speaking(spoken);
        html.Append($"<article class=\"letter\" lang=\"{spoken.Culture.Name}\">\n");
        if (trial.Is) html.Append($"<p class=\"trial\">{Text(S["A trial: do not send this letter."])}</p>\n");
        html.Append($"<div class=\"window\"><p class=\"sender\">{Text(how.Sender.Length > 0 ? how.Sender : utility.Name)}</p>\n<address>{Text(Receiver(letter))}</address></div>\n");
        html.Append($"<p class=\"date\">{Text(PlaceAndDate(how.Place, spoken))}</p>\n<h1>{Text(letter.Title)}</h1>\n<div class=\"words\">{letter.Html ?? Paragraphs(letter.Text)}</div>\n");
        html.Append($"<p class=\"foot\">{Text(utility.Telephone.Length == 0 ? utility.Name : $"{utility.Name}\n{utility.Telephone}")}</p>\n</article>\n");
    }

    /// <summary>A name that stands in the address already is not said twice.</summary>
    private static string Receiver(LetterText letter) =>
        letter.Name.Length == 0 || letter.Address.StartsWith(letter.Name, StringComparison.OrdinalIgnoreCase) ? letter.Address : $"{letter.Name}\n{letter.Address}";

    /// <summary>"Biên Hòa, ngày 2 tháng 3 năm 2026", "Bien Hoa, 2 March 2026", "边和，2026年3月2日", by the utility's calendar day.</summary>
    private string PlaceAndDate(string place, Language language)
    {
        var (pattern, between) = language.Culture.Name switch { "vi" => ("'ngày' d 'tháng' M 'năm' yyyy", ", "), "zh-Hans" => ("yyyy年M月d日", "，"), _ => ("d MMMM yyyy", ", ") };
        var date = format.Local(clock.GetUtcNow().UtcDateTime).ToString(pattern, language.Culture);
        return place.Length == 0 ? date : place + between + date;
    }

    private static string Paragraphs(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => $"<p>{Text(p.Trim('\n')).Replace("\n", "<br />", StringComparison.Ordinal)}</p>\n"));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Style(LetterSettings how) => string.Create(CultureInfo.InvariantCulture, $$"""

        @page { size: A4; margin: {{how.Margin}}mm; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: #000; font: 11pt/1.45 "Noto Sans", "Segoe UI", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif; overflow-wrap: break-word; }
        p { margin: 0 0 3mm; }
        h1 { margin: 0 0 5mm; font-size: 12pt; }
        h2 { margin: 5mm 0 2mm; font-size: 11pt; break-after: avoid; }
        ul, ol { margin: 0 0 3mm; padding-inline-start: 7mm; }
        .letter { position: relative; break-after: page; padding-top: {{how.WindowTop + how.WindowHeight + 8 - how.Margin}}mm; }
        .letter:last-of-type { break-after: auto; }
        .window { position: absolute; top: {{how.WindowTop - how.Margin}}mm; left: {{how.WindowLeft - how.Margin}}mm; width: {{how.WindowWidth}}mm; height: {{how.WindowHeight}}mm; padding: 2mm 3mm; line-height: 1.3; }
        .sender { margin: 0 0 2.5mm; padding-bottom: .5mm; border-bottom: .2mm solid #000; font-size: 7pt; }
        address { font-style: normal; white-space: pre-line; }
        .date { margin-bottom: 7mm; text-align: right; }
        .foot { margin-top: 8mm; white-space: pre-line; break-inside: avoid; }
        .trial { position: absolute; top: 0; right: 0; margin: 0; padding: 1mm 2mm; border: .4mm solid #000; font-weight: 700; }
        @media screen {
        body { background: #e7ebee; }
        .how { margin: 0; padding: 3mm 5mm; background: #fff2d9; border-bottom: 1px solid #7d4b00; }
        .letter { max-width: 210mm; min-height: 297mm; margin: 5mm auto; padding: {{how.WindowTop + how.WindowHeight + 8}}mm {{how.Margin}}mm {{how.Margin}}mm; background: #fff; }
        .window { top: {{how.WindowTop}}mm; left: {{how.WindowLeft}}mm; max-width: calc(100% - {{how.WindowLeft}}mm); }
        }
        @media print { .how { display: none; } }

        """).ReplaceLineEndings("\n");
}
