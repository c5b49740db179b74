using System.Globalization;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Tests.Words;

public sealed class WordBookTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("words").FullName;
    private readonly List<string> shouted = [];

    [Fact]
    public void The_operators_correction_goes_before_the_modules_words_and_those_before_the_kernels()
    {
        Write("WaterCrm.Kernel/Localization/vi.po", ("Save", "Lưu"), ("Close", "Đóng"), ("Open", "Mở"));
        Write("Fish/Localization/vi.po", ("Close", "Đóng phiếu"), ("Open", "Mở phiếu"));
        Write("overrides/Fish/vi.po", ("Open", "Mở hồ sơ"));
        Write("overrides/WaterCrm.Kernel/vi.po", ("Save", "Ghi lại"));

        var words = Localizer("Fish");
        In("vi", () => Assert.Equal(["Ghi lại", "Đóng phiếu", "Mở hồ sơ", "Unknown"], [words["Save"].Value, words["Close"].Value, words["Open"].Value, words["Unknown"].Value]));
        In("vi", () => Assert.True(words["Unknown"].ResourceNotFound));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("zh-Hans-CN")]
    [InlineData("zh-Hans")]
    public void Simplified_Chinese_is_found_under_each_of_its_names(string culture)
    {
        Write("WaterCrm.Kernel/Localization/zh-Hans.po", ("Save", "保存"));
        In(culture, () => Assert.Equal("保存", Localizer("Fish")["Save"].Value));
    }

    [Fact]
    public void A_neighbours_words_are_not_ours()
    {
        Write("Fish/Localization/vi.po", ("Close", "Đóng phiếu"));
        Write("Bird/Localization/vi.po", ("Other", "Khác"));
        In("vi", () => Assert.Equal("Close", Localizer("Bird")["Close"].Value));
    }

    [Fact]
    public void A_broken_file_is_left_out_with_a_shout_and_the_others_are_read()
    {
        Write("Fish/Localization/vi.po", ("Close", "Đóng"));
        File.AppendAllText(Path.Combine(folder, "Fish/Localization/vi.po"), "rubbish");
        Write("Fish/Localization/zh-Hans.po", ("Close", "关闭"));
        Write("overrides/Fish/vn.po", ("Close", "Đóng"));

        var words = Localizer("Fish");
        In("vi", () => Assert.Equal("Close", words["Close"].Value));
        In("zh-Hans", () => Assert.Equal("关闭", words["Close"].Value));
        Assert.Equal(2, shouted.Count);
        Assert.Contains(shouted, s => s.Contains("vi.po(3): \"rubbish\"", StringComparison.Ordinal));
        Assert.Contains(shouted, s => s.Contains("'vn' is not one of the languages", StringComparison.Ordinal));
    }

    [Fact]
    public void Counted_things_take_the_form_of_the_language_and_its_digits()
    {
        Directory.CreateDirectory(Path.Combine(folder, "Fish/Localization"));
        File.WriteAllText(Path.Combine(folder, "Fish/Localization/vi.po"), "msgid \"1 fish\"\nmsgid_plural \"{0} fish in {1}\"\nmsgstr[0] \"{0} con cá ở {1}\"\n");

        var words = Localizer("Fish");
        In("vi", () => Assert.Equal("1.204 con cá ở Hà Nội", words.Plural(1204, "1 fish", "{0} fish in {1}", "Hà Nội")));
        In("en", () => Assert.Equal(["1 fish", "1,204 fish in Hà Nội"], [words.Plural(1, "1 fish", "{0} fish in {1}"), words.Plural(1204, "1 fish", "{0} fish in {1}", "Hà Nội")]));
    }

    [Fact]
    public void A_number_in_a_sentence_has_the_digits_of_the_language_unless_the_sentence_says_another_form()
    {
        Write("Fish/Localization/vi.po", ("{0} MB in {1:00} ponds of {2}, {3}", "{0} MB trong {1:00} ao của {2}, {3}"));

        var words = Localizer("Fish");
        In("vi", () => Assert.Equal("72.076 MB trong 07 ao của 2026, 1.500.000", words["{0} MB in {1:00} ponds of {2}, {3}", 72_076L, 7, "2026", 1_500_000].Value));
        In("en", () => Assert.Equal("72,076 MB in 07 ponds of 2026, 1,500,000", words["{0} MB in {1:00} ponds of {2}, {3}", 72_076L, 7, "2026", 1_500_000].Value));
        In("zh-Hans", () => Assert.Equal("1,204 fish", words.In("pond", "{0} fish", 1204)));
    }

    [Fact]
    public void One_word_may_mean_two_things()
    {
        Directory.CreateDirectory(Path.Combine(folder, "Fish/Localization"));
        File.WriteAllText(Path.Combine(folder, "Fish/Localization/vi.po"), "msgctxt \"state\"\nmsgid \"Open\"\nmsgstr \"Đang mở\"\nmsgctxt \"verb\"\nmsgid \"Open\"\nmsgstr \"Mở\"\n");
        In("vi", () => Assert.Equal(["Đang mở", "Mở"], [Localizer("Fish").In("state", "Open"), Localizer("Fish").In("verb", "Open")]));
        In("en", () => Assert.Equal("Open", Localizer("Fish").In("state", "Open")));
    }

    public void Dispose() => Directory.Delete(folder, true);

    private void Write(string file, params (string English, string Translation)[] words)
    {
        var path = Path.Combine(folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllLines(path, words.SelectMany(w => new[] { $"msgid \"{w.English}\"", $"msgstr \"{w.Translation}\"" }));
    }

    private ModuleLocalizer Localizer(string module)
    {
        var modules = Directory.GetDirectories(folder).Where(d => Path.GetFileName(d) != "overrides").Select(d => (Path.GetFileName(d), (IFileProvider)new PhysicalFileProvider(d)));
        var overrides = Path.Combine(folder, "overrides");
        return new ModuleLocalizer(new WordBook(modules, Directory.Exists(overrides) ? new PhysicalFileProvider(overrides) : new NullFileProvider(), new Ear(shouted)), module);
    }

    private static void In(string culture, Action then)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(culture), CultureInfo.GetCultureInfo(culture));
        try
        {
            then();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }

    private sealed class Ear(List<string> heard) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
        public bool IsEnabled(LogLevel logLevel) => true;
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Error) heard.Add(formatter(state, exception));
        }
    }
}
