using WaterCrm.Kernel.Words;

namespace WaterCrm.Tests.Words;

public sealed class PoFileTests
{
    [Fact]
    public void Texts_over_several_lines_escapes_contexts_and_plural_forms_are_read()
    {
        var entries = PoFile.Read("vi.po", """
            # Made by hand
            msgid ""
            msgstr ""
            "Content-Type: text/plain; charset=UTF-8\n"
            "Plural-Forms: nplurals=1; plural=0;\n"

            #: somewhere
            msgid ""
            "We come "
            "on {0}.\n"
            msgstr "Chúng tôi đến \"{0}\".\n\t\\"
            msgctxt "state"
            msgid "Open"
            msgstr "Đang mở"

            msgid "1 complaint"
            msgid_plural "{0} complaints"
            msgstr[0] "{0} phản ánh"
            #~ msgid "Old"
            #~ msgstr "Cũ"
            #, fuzzy
            msgid "Perhaps"
            msgstr "Có lẽ"
            msgid "Not yet"
            msgstr ""
            """);

        Assert.Equal(["We come on {0}.\n", "state\u0004Open", "1 complaint"], entries.Select(e => e.Key));
        Assert.Equal(["Chúng tôi đến \"{0}\".\n\t\\", "Đang mở", "{0} phản ánh"], entries.Select(e => e.Forms.Single()));
        Assert.Equal("{0} complaints", entries[2].PluralId);
    }

    [Fact]
    public void A_file_written_on_Windows_reads_the_same() =>
        Assert.Equal("Lưu", PoFile.Read("vi.po", "\uFEFFmsgid \"Save\"\r\nmsgstr \"Lưu\"\r\n").Single().Forms[0]);

    [Theory]
    [InlineData("msgid \"Save\"\nmsgstr \"Lưu", 2)]
    [InlineData("msgid \"Save\"\nmsgstr Lưu", 2)]
    [InlineData("msgid \"Save\"\nmsgstr \"L\"ưu\"", 2)]
    [InlineData("msgid \"Save\"\nmsgstr \"Lưu\\", 2)]
    [InlineData("msgid \"Save\"\nmsgstr \"Lưu\\q\"", 2)]
    [InlineData("msgid \"Save\"\n\nmsgid \"Go\"\nmsgstr \"Đi\"", 3)]
    [InlineData("msgstr \"Lưu\"", 1)]
    [InlineData("\"Lưu\"", 1)]
    [InlineData("msgid \"Save\"\nmsgstr \"Lưu\"\nmsgstr \"Lưu\"", 3)]
    [InlineData("msgid \"{0} fish\"\nmsgstr \"{0,9999999} cá\"", 1)]
    [InlineData("msgid \"1 fish\"\nmsgid_plural \"{0} fish\"\nmsgstr \"{0} cá\"", 3)]
    [InlineData("msgid \"1 fish\"\nmsgid_plural \"{0} fish\"\nmsgstr[1] \"{0} cá\"", 3)]
    [InlineData("msgid \"Save\"\nmsgstr \"Lưu\"\nmsgid \"Save\"\nmsgstr \"Cất\"", 3)]
    [InlineData("msgctxt \"verb\"\nmsgctxt \"noun\"", 2)]
    [InlineData("msgid \"Save\"\nmsgstr \"Lưu\"\nSave = Lưu", 3)]
    [InlineData("\nmsgid \"{0} late\"\nmsgstr \"trễ {1}\"", 2)]
    [InlineData("\nmsgid \"{0} late\"\nmsgstr \"trễ {0\"", 2)]
    public void A_broken_file_says_where(string text, int line)
    {
        var broken = Assert.Throws<PoException>(() => PoFile.Read("vi.po", text));
        Assert.Equal(line, broken.Line);
        Assert.StartsWith($"vi.po({line}): ", broken.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_UTF_8_says_so()
    {
        var broken = Assert.Throws<PoException>(() => PoFile.Read("vi.po", new MemoryStream([.. "msgid \"Save\"\nmsgstr \"L"u8, 0xB0, .. "u\""u8])));
        Assert.Contains("UTF-8", broken.Message, StringComparison.Ordinal);
    }
}
