using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Search;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Customers;

public abstract class SearchingCustomersTests(DatabaseProvider provider, PostgresServer postgres) : CustomersTest(provider, postgres)
{
    [Fact]
    public async Task A_name_is_found_as_people_type_it()
    {
        string[] duong = ["Đường Văn Lực", "Dương Quý Phi", "Ðường Minh Tâm"];
        Dictionary<string, string[]> expected = new()
        {
            ["nguyen"] = ["Nguyễn Thị Hoàng"], ["NGUYỄN"] = ["Nguyễn Thị Hoàng"], ["nguyễn thị"] = ["Nguyễn Thị Hoàng"], ["hoang nguyen"] = ["Nguyễn Thị Hoàng"],
            ["duong"] = duong, ["đường"] = duong, ["Ðường"] = duong, ["hoà"] = ["Lê Hòa", "Nguyễn Thị Hoàng"], ["hòa le"] = ["Lê Hòa"], ["hoà lê"] = ["Lê Hòa"],
            ["王伟"] = ["王伟明"], ["王伟明"] = ["王伟明"], ["伟明"] = ["王伟明"], ["王 伟"] = ["王伟明", "王小伟"], ["王明"] = [],
            ["cấp nước"] = ["Công ty Cấp nước Sông Xanh"], ["song xanh"] = ["Công ty Cấp nước Sông Xanh"], ["xanh cap"] = ["Công ty Cấp nước Sông Xanh"],
        };
        foreach (var name in duong.Concat(["Nguyễn Thị Hoàng", "Lê Hòa", "王伟明", "王小伟", "Công ty Cấp nước Sông Xanh"])) await Recorded(name);

        foreach (var (typed, names) in expected)
            Assert.Equal($"{typed}: {string.Join(", ", names.Order(StringComparer.Ordinal))}", $"{typed}: {string.Join(", ", (await Found(typed)).Order(StringComparer.Ordinal))}");
    }

    [Fact]
    public async Task A_name_composed_and_decomposed_is_the_same()
    {
        await Recorded("Nguyễn Thị Hoà".Normalize(System.Text.NormalizationForm.FormD));

        Assert.Single(await Found("Nguyễn Thị Hòa".Normalize(System.Text.NormalizationForm.FormC)));
        Assert.Equal("Nguyễn Thị Hoà".Normalize(System.Text.NormalizationForm.FormC), (await Found("hoà")).Single());
    }

    [Fact]
    public async Task A_telephone_number_is_found_in_any_form_and_by_its_end()
    {
        foreach (var written in new[] { "0912 345 678", "+84 912 345 678", "84-912-345-678", "0912.345.678" }) await Recorded($"Hoa {written[..4]}", written);
        await Recorded("Hoa Khác", "0987 654 321");

        foreach (var typed in new[]
                 {
                     "0912 345 678", "0912345678", "+84912345678", "84-912-345-678", "(+84) 912.345.678", "0084 912 345 678", "912345678", "5678", "345 678",
                     "0912 34", "+84 912 3", "hoa 0912 345 678", "0912 345 678 hoa",
                 })
            Assert.Equal($"{typed}: 4", $"{typed}: {(await Found(typed)).Length}");
        foreach (var typed in new[] { "678", "0912 345 679", "lan 0912 345 678", "5677" })
            Assert.Equal($"{typed}: 0", $"{typed}: {(await Found(typed)).Length}");
    }

    [Theory]
    [InlineData("KH-000123")]
    [InlineData("kh-000123")]
    [InlineData("KH000123")]
    [InlineData("000123")]
    [InlineData("kh-0001")]
    public async Task An_account_number_is_found_with_and_without_its_dashes(string typed)
    {
        await Recorded(new RecordCustomer { Name = "Trần Văn Bình", Code = "KH-000123" });
        await Recorded(new RecordCustomer { Name = "Trần Văn An", Code = "KH-990124" });

        Assert.Equal(["Trần Văn Bình"], await Found(typed));
    }

    [Theory]
    [InlineData("le loi")]
    [InlineData("12 lê lợi")]
    [InlineData("lê lợi 12")]
    [InlineData("mai le loi")]
    [InlineData("12/5")]
    public async Task An_address_is_found_by_its_words(string typed)
    {
        await Recorded(new RecordCustomer { Name = "Phạm Thị Mai", Address = "12/5 Lê Lợi, phường Chiềng Lề" });
        await Recorded(new RecordCustomer { Name = "Phạm Thị Lan", Address = "7 Trần Hưng Đạo" });

        Assert.Equal(["Phạm Thị Mai"], await Found(typed));
    }

    [Fact]
    public async Task Every_word_must_match_and_the_last_may_be_a_beginning()
    {
        await Recorded("Hoàng Minh Tuấn");
        await Recorded("Hoàng Minh Tú");
        await Recorded("Vũ Minh Tuấn");

        Assert.Equal(["Hoàng Minh Tuấn"], await Found("hoang tuan"));
        Assert.Equal(2, (await Found("hoang minh t")).Length + (await Found("hoang minh tu")).Length);
        Assert.Empty(await Found("hoa tuan"));
        Assert.Empty(await Found("hoang lan"));
    }

    [Fact]
    public async Task Whole_words_come_before_beginnings_when_not_all_are_taken()
    {
        for (var i = 0; i < 10; i++) await Recorded($"Lê Anh {i}");
        var wanted = await Recorded("Lê An");

        var first = await Harness.Services.GetRequiredService<ISearchIndex>().Find("customers", "le an", 1, Token);

        Assert.Equal([wanted], first);
    }

    [Fact]
    public async Task No_phrase_reaches_from_one_field_into_the_next()
    {
        await Recorded(new RecordCustomer { Name = "王小伟", Address = "明珠路 8" });

        Assert.Empty(await Found("伟明"));
        Assert.Single(await Found("小伟"));
    }

    private static readonly string[] WhatNobodyShouldTypeButSomebodyDoes =
    [
        "\"", "'", "\"\"", "\"nguyen", "nguyen\"", "nguyen OR hoa", "nguyen AND", "NOT nguyen", "NEAR(nguyen hoa, 2)", "name:nguyen", "nguyen*", "*", "^nguyen", "-nguyen", "+", "(nguyen", "nguyen)",
        "{nguyen}", "nguyen & hoa", "nguyen | hoa", "!nguyen", "nguyen:*", "nguyen <-> hoa", "\\", "'; DROP TABLE customers_customer; --", "\0", "nguyen\0hoa", "💧", "👩‍👩‍👧‍👦 nguyen", "\ud83d", "nguyen \udca7",
        "\u202enguyen", "مرحبا", "שלום", "¦", "¬kindperson", "‹8765", "\u0301", "đ", "𠮷野家", "٠٩١٢", "０９１２３４５６７８", "%", "_", "a", "+84", "((((((((", "0912/345/678",
    ];

    [Fact]
    public async Task No_query_fails_or_finds_everything()
    {
        await Recorded(new RecordCustomer { Name = "Zed Quỳnh Xuân", Code = "ZZ-1" });

        foreach (var typed in WhatNobodyShouldTypeButSomebodyDoes)
        {
            Assert.True((await Found(typed)).Length == 0, typed);
            Assert.Empty(await Harness.Send(new IdentifyCaller(typed)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" \t\n ")]
    public async Task Blanks_ask_for_nothing_in_particular(string typed)
    {
        await Recorded("Nguyễn Thị Hoa");

        Assert.Single(await Found(typed));
        Assert.Empty(await Harness.Send(new IdentifyCaller(typed)));
    }

    [Fact]
    public async Task A_query_of_ten_thousand_letters_is_answered()
    {
        await Recorded("Nguyễn Thị Hoa");

        Assert.Empty(await Found(new string('x', 10_000)));
        Assert.Empty(await Found(string.Concat(Enumerable.Repeat("nguyen zzz ", 1_000))));
        Assert.Single(await Found(string.Concat(Enumerable.Repeat("nguyen ", 1_400))));
        Assert.Empty(await Found(string.Concat(Enumerable.Repeat("💧", 5_000))));
        Assert.Empty(await Found(new string('9', 10_000)));
    }

    [Fact]
    public async Task Filters_hold_before_the_matches_are_cut()
    {
        var zone = Done(await Harness.Send(new RecordZone { Code = "4", NameEn = "Zone 4" }));
        for (var i = 0; i < 20; i++) await Recorded($"Nguyễn Văn {(char)('A' + i)}");
        await Recorded(new RecordCustomer { Name = "Nguyễn Gia", Kind = CustomerKind.Organisation, Address = "1 Tô Hiệu", ZoneId = zone, IsPriority = true, IsKeyCustomer = true });

        foreach (var filter in new[]
                 {
                     new FindCustomers { Kind = CustomerKind.Organisation }, new FindCustomers { ZoneId = zone },
                     new FindCustomers { Priority = true }, new FindCustomers { KeyCustomers = true },
                 })
        {
            Assert.Equal(["Nguyễn Gia"], (await Harness.Send(filter with { Text = "nguyen" })).Rows.Select(r => r.Name));
            Assert.Equal(["Nguyễn Gia"], (await Harness.Send(filter)).Rows.Select(r => r.Name));
        }

        var marks = await Harness.Services.GetRequiredService<ISearchIndex>().Find("customers", "nguyen", 1, ["kind:Organisation"], Token);
        Assert.Single(marks);
    }
}

public sealed class SearchingCustomersOnSqlite(PostgresServer postgres) : SearchingCustomersTests(DatabaseProvider.Sqlite, postgres);

public sealed class SearchingCustomersOnPostgres(PostgresServer postgres) : SearchingCustomersTests(DatabaseProvider.Postgres, postgres);
