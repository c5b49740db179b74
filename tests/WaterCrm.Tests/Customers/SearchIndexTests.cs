using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Search;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Customers;

public abstract class SearchIndexTests(DatabaseProvider provider, PostgresServer postgres) : CustomersTest(provider, postgres)
{
    private ISearchIndex Index => Harness.Services.GetRequiredService<ISearchIndex>();

    [Fact]
    public async Task What_is_rolled_back_is_not_found()
    {
        var subject = Ids.New(Harness.Clock);
        await using (var hold = await Harness.Database.Writing.Enter("test", Token)) await Index.Put(hold, "customers", subject, "Bạch Dương", Token);
        Assert.Empty(await Index.Find("customers", "bach", 10, Token));

        await Put(subject, "Bạch Dương");
        Assert.Equal([subject], await Index.Find("customers", "bach", 10, Token));
    }

    [Fact]
    public async Task A_replacement_that_is_rolled_back_leaves_the_old_words()
    {
        var subject = Ids.New(Harness.Clock);
        await Put(subject, "Bạch Dương");

        await using (var hold = await Harness.Database.Writing.Enter("test", Token)) await Index.Put(hold, "customers", subject, "Hải Yến", Token);
        await using (var hold = await Harness.Database.Writing.Enter("test", Token)) await Index.Remove(hold, "customers", subject, Token);

        Assert.Equal([subject], await Index.Find("customers", "bach", 10, Token));
        Assert.Empty(await Index.Find("customers", "hai yen", 10, Token));
    }

    [Fact]
    public async Task A_replaced_text_is_found_by_its_new_words_only()
    {
        var subject = Ids.New(Harness.Clock);
        var other = Ids.New(Harness.Clock);
        await Put(other, "Bạch Mai");
        for (var i = 0; i < 50; i++) await Put(subject, i % 2 == 0 ? "Bạch Dương" : "Hải Yến");

        Assert.Equal([subject], await Index.Find("customers", "yen", 10, Token));
        Assert.Equal([other], await Index.Find("customers", "bach", 10, Token));
    }

    [Fact]
    public async Task What_is_removed_is_not_found_and_can_come_back()
    {
        var (gone, stays) = (Ids.New(Harness.Clock), Ids.New(Harness.Clock));
        await Put(gone, "Bạch Dương");
        await Put(stays, "Bạch Mai");
        await using (var hold = await Harness.Database.Writing.Enter("test", Token))
        {
            await Index.Remove(hold, "customers", gone, Token);
            await hold.Commit(Token);
        }

        Assert.Equal([stays], await Index.Find("customers", "bach", 10, Token));
        await Put(gone, "Bạch Long");
        Assert.Equal([gone], await Index.Find("customers", "bach long", 10, Token));
    }

    [Fact]
    public async Task A_refused_change_of_a_customer_leaves_the_index_as_it_was()
    {
        await Recorded(new RecordCustomer { Name = "Bạch Dương", Code = "A-1" });
        var other = await Recorded("Hải Yến");

        var refused = await Harness.Send(new ChangeCustomer { Id = other, Version = 0, Name = "Đã Đổi Tên", Code = "A-1" });

        Assert.Equal("customers.code-taken", refused.Error?.Code);
        Assert.Equal(["Hải Yến"], await Found("hai yen"));
        Assert.Empty(await Found("doi ten"));
    }

    [Fact]
    public async Task A_customer_is_found_by_what_was_changed_and_no_more_by_what_was_before()
    {
        var id = await Recorded(new RecordCustomer { Name = "Trần Văn Cũ", Phones = ["0912 345 678"], Code = "CU-1", Address = "1 Đường Cũ" });
        var stay = (await Card(id)).Places.Single().StayId;

        Done(await Harness.Send(new ChangeCustomer { Id = id, Version = (await Card(id)).Version, Name = "Trần Văn Mới", Phones = ["0987 654 321"], Code = "MOI-2" }));
        Done(await Harness.Send(new MoveOut(id, stay, new DateOnly(2026, 3, 31))));
        Done(await Harness.Send(new MoveIn { CustomerId = id, Address = "2 Phố Mới" }));

        foreach (var gone in new[] { "tran van cu", "0912345678", "CU-1", "duong cu" }) Assert.Empty(await Found(gone));
        foreach (var there in new[] { "tran van moi", "0987654321", "MOI-2", "pho moi" }) Assert.Single(await Found(there));
    }

    [Fact]
    public async Task A_text_of_a_hundred_thousand_letters_and_every_strange_character_is_indexed()
    {
        var strange = Ids.New(Harness.Clock);
        var text = string.Concat(Enumerable.Repeat("rất dài \0 💧 \ud83d ' \" \\ :1 ", 4_000));
        await Put(strange, $"Bạch Dương\n{new string('đ', 10_000)}\n{text}");

        Assert.Equal([strange], await Index.Find("customers", "bach duong", 10, Token));
        Assert.Equal([strange], await Index.Find("customers", "dài", 10, Token));
        Assert.Equal([strange], await Index.Find("customers", new string('đ', 150), 10, Token));
    }

    private async Task Put(Guid subject, string text)
    {
        await using var hold = await Harness.Database.Writing.Enter("test", Token);
        await Index.Put(hold, "customers", subject, text, Token);
        await hold.Commit(Token);
    }
}

public sealed class SearchIndexOnSqlite(PostgresServer postgres) : SearchIndexTests(DatabaseProvider.Sqlite, postgres);

public sealed class SearchIndexOnPostgres(PostgresServer postgres) : SearchIndexTests(DatabaseProvider.Postgres, postgres);
