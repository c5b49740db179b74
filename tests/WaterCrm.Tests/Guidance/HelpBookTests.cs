using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Guidance;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Guidance;

/// <summary>Which text is shown, in which language, and what becomes of what stands in it.</summary>
public sealed class HelpBookTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("watercrm-help-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_text_of_the_action_comes_before_that_of_its_controller()
    {
        Write("Fish.en.md", "# All fish\n");
        Write("Fish.Catch.en.md", "# Catching\n");
        var book = Book();

        Assert.Equal("Fish.Catch", book.PageOf("Sea", "Fish", "Catch"));
        Assert.Equal("Fish", book.PageOf("Sea", "Fish", "Index"));
        Assert.Null(book.PageOf("Sea", "Birds", "Index"));
        Assert.Null(book.PageOf(null, null, null));
    }

    [Fact]
    public void What_is_not_written_in_the_readers_language_is_shown_in_English_and_says_so()
    {
        Write("Fish.en.md", "# Fish\n\nThey swim.\n");
        Write("Fish.zh-Hans.md", "# 鱼\n\n它们游。\n");

        var (vietnamese, chinese) = (In("vi", "Fish"), In("zh-Hans", "Fish"));

        Assert.Equal(("Fish", "en"), (vietnamese.Title, vietnamese.Language.Culture.Name));
        Assert.Equal(("鱼", "zh-Hans"), (chinese.Title, chinese.Language.Culture.Name));
    }

    [Fact]
    public void Markup_in_a_text_is_text_and_links_lead_into_this_site()
    {
        Write("Fish.en.md", "# Fish\n\n<script>alert(1)</script> [here](~/staff) [guide](guide:team#a)\n");

        var html = In("en", "Fish", "/water").Html;

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/water/staff\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"/water/staff/guide/team#a\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_of_the_screens_is_said_as_the_screens_say_it()
    {
        Write("Fish.vi.md", "# Cá [[Sign in]]\n\nBấm [[Sign in]] <b> [[Fish & <i>]].\n");

        var text = In("vi", "Fish");

        Assert.Equal("Cá Đăng nhập", text.Title);
        Assert.Contains("<strong class=\"word\">Đăng nhập</strong> &lt;b&gt;", text.Html, StringComparison.Ordinal);
        Assert.Contains("<strong class=\"word\">Fish &amp; &lt;i&gt;</strong>", text.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_a_language_that_nobody_reads_stops_the_start_with_its_name()
    {
        Write("Fish.vn.md", "# Cá\n");

        Assert.Contains("Sea/Help/Fish.vn.md", Assert.Throws<InvalidOperationException>(Book).Message, StringComparison.Ordinal);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(folder.CreateSubdirectory("Help").FullName, name), text);

    private HelpBook Book() => new(new Files(folder), new ModuleLocalizerFactory(new WordBook(new Files(folder).All, new NullFileProvider(), NullLogger.Instance)));

    private HelpText In(string language, string page, string pathBase = "")
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return Book().Read("Sea", page, pathBase)!;
    }

    /// <summary>A module Sea, and the kernel's own words.</summary>
    private sealed class Files(DirectoryInfo sea) : IModuleFiles
    {
        public IEnumerable<(string ModuleId, IFileProvider Files)> All =>
            [("WaterCrm.Kernel", new PhysicalFileProvider(Repository.PathOf("Modules", "WaterCrm.Kernel"))), ("Sea", new PhysicalFileProvider(sea.FullName))];
    }
}
