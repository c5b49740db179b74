using Microsoft.Playwright;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>axe-core in the page: what keeps people out, such as letters that cannot be read on their ground or a field without a name.</summary>
internal static class Axe
{
    /// <summary>
    /// Everything inside main that is folded away is unfolded first. What moves is stopped: a colour on its way to another would be measured there.
    /// A style sheet that is made by script is the one kind that the content security policy of the pages lets in.
    /// </summary>
    private const string Script =
        """
        async dark => {
          if (document.adoptedStyleSheets.length === 0) {
            const still = new CSSStyleSheet();
            still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important }');
            document.adoptedStyleSheets = [still];
          }
          document.documentElement.setAttribute('data-bs-theme', dark ? 'dark' : 'light');
          document.querySelectorAll('main details:not([open])').forEach(folded => folded.open = true);
          const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, rules: { 'target-size': { enabled: true } } });
          return violations.filter(v => v.impact === 'serious' || v.impact === 'critical').flatMap(({ id, impact, help, nodes }) => nodes.map(({ target, html, any, all, none }) =>
            `${id} (${impact}): ${target.join(' ')}\n    ${html.slice(0, 160)}\n    ${(any[0] ?? all[0] ?? none[0])?.message ?? help}`));
        }
        """;

    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Repository.PathOf("tests", "WaterCrm.BrowserTests", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>What is serious or critical on the page as it stands: rule, element, reason.</summary>
    public static async Task<string[]> LookAsync(IPage page, bool dark)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Source.Value);
        return await page.EvaluateAsync<string[]>(Script, dark);
    }
}
