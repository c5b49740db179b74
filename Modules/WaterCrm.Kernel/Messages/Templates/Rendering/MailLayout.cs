using System.Net;
using WaterCrm.Kernel.Look;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates.Rendering;

/// <summary>
/// The one look of all mails: the utility's name on a band of its colour, the text, and the name and telephone number again. Mail programs know no style sheets of a site,
/// so styles stand on the elements; only for the dark there is a rule, which programs without it leave out. Nothing is loaded from anywhere.
/// </summary>
internal sealed class MailLayout(Settings<LookSettings> look, Utility utility)
{
    private static readonly Palette Own = Palette.Of(new Colour(0x0b, 0x5a, 0x87))!;

    private const string Family = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','PingFang SC','Microsoft YaHei',sans-serif";

    private const string End = "</div>\n</body>\n</html>";

    private volatile Made? last;

    /// <summary>Found again only when the colour was changed: each element of each mail asks for it.</summary>
    private Palette Palette
    {
        get
        {
            var colour = look.Current.Colour;
            if (last is { } made && made.Colour == colour) return made.Palette;
            last = new Made(colour, Colour.Read(colour) is { } chosen && Palette.Of(chosen) is { } own ? own : Own);
            return last.Palette;
        }
    }

    /// <summary>The style of an element of the text.</summary>
    public string? StyleOf(string element) => element switch
    {
        "h2" => $"margin:24px 0 8px;font-size:18px;line-height:1.3;color:{Palette.LightInk}",
        "p" => "margin:0 0 14px",
        "ul" or "ol" => "margin:0 0 14px;padding-inline-start:22px",
        "li" => "margin:0 0 4px",
        "blockquote" => $"margin:0 0 14px;padding-inline-start:14px;border-inline-start:3px solid {Palette.Light["accent"]}",
        "hr" => "margin:20px 0;border:0;border-top:1px solid #c9d3da",
        "a" => $"color:{Palette.Light["accent"]};overflow-wrap:anywhere",
        _ => null,
    };

    /// <param name="subject">Also the title of the page, for programs that show it in a window.</param>
    /// <param name="body">HTML.</param>
    /// <param name="language">What is spoken in it.</param>
    public string Around(string subject, string body, Language language)
    {
        var (light, dark) = (Palette.Light, Palette.Dark);
        var (name, telephone) = (WebUtility.HtmlEncode(utility.Name), WebUtility.HtmlEncode(utility.Telephone));
        return $$"""
            <!DOCTYPE html>
            <html lang="{{language.Culture.Name}}" dir="{{(language.Culture.TextInfo.IsRightToLeft ? "rtl" : "ltr")}}">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width" />
            <meta name="color-scheme" content="light dark" />
            <title>{{WebUtility.HtmlEncode(subject)}}</title>
            <style>
            @media (prefers-color-scheme: dark) {
            .m-page { background: {{Palette.DarkGround}} !important; }
            .m-paper { background: {{Palette.DarkPaper}} !important; color: {{Palette.DarkInk}} !important; }
            .m-paper h2, .m-foot { color: {{Palette.DarkInk}} !important; }
            .m-paper a { color: {{dark["accent"]}} !important; }
            .m-band { background: {{dark["band"]}} !important; color: {{dark["band-ink"]}} !important; }
            }
            </style>
            </head>
            <body class="m-page" style="margin:0;padding:16px 8px;background:{{Palette.LightGround}};{{Family}}">
            <div style="max-width:600px;margin:0 auto">
            <div class="m-band" dir="auto" style="padding:14px 20px;background:{{light["band"]}};color:{{light["band-ink"]}};font-size:17px;font-weight:600">{{name}}</div>
            <div class="m-paper" style="padding:20px;background:#ffffff;color:{{Palette.LightInk}};font-size:16px;line-height:1.5;overflow-wrap:break-word">
            {{body.Trim()}}
            </div>
            <div class="m-foot" dir="auto" style="padding:12px 20px;color:{{Palette.LightInk}};font-size:13px;line-height:1.5">{{name}}{{(telephone.Length == 0 ? "" : $"<br />{telephone}")}}</div>
            </div>
            </body>
            </html>
            """.ReplaceLineEndings("\n");
    }

    /// <summary>A page with a sentence and a link at its end: in our foot, else before what ends the page.</summary>
    public static string WithLink(string html, string sentence, string words, string link)
    {
        var note = $"<div class=\"m-foot\" dir=\"auto\" style=\"padding:0 20px 12px;font-size:13px;line-height:1.5\">{WebUtility.HtmlEncode(sentence)} <a href=\"{WebUtility.HtmlEncode(link)}\">{WebUtility.HtmlEncode(words)}</a></div>\n";
        var end = html.LastIndexOf(End, StringComparison.Ordinal);
        if (end < 0) end = html.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? $"{html}\n{note}" : html.Insert(end, note);
    }

    /// <summary>The plain text with the same foot.</summary>
    public string Around(string text) => $"{text.TrimEnd()}\n\n-- \n{utility.Name}\n{(utility.Telephone.Length == 0 ? "" : utility.Telephone + "\n")}";

    private sealed record Made(string Colour, Palette Palette);
}
