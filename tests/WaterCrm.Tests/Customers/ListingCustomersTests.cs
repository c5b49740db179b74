using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NpgsqlTypes;
using WaterCrm.Customers;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Search;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Customers;

public abstract class ListingCustomersTests(DatabaseProvider provider, PostgresServer postgres) : CustomersTest(provider, postgres)
{
    [Fact]
    public async Task People_stand_in_the_list_by_their_given_name_and_companies_as_they_are_written()
    {
        foreach (var name in new[] { "Trần Văn Bình", "Nguyễn Thị An", "Lê Văn An", "Phạm Đức" }) await Recorded(name);
        await Recorded(new RecordCustomer { Name = "Công ty Bia Sông Xanh", Kind = CustomerKind.Organisation });

        Assert.Equal(["Lê Văn An", "Nguyễn Thị An", "Trần Văn Bình", "Công ty Bia Sông Xanh", "Phạm Đức"], (await Harness.Send(new FindCustomers())).Rows.Select(r => r.Name));
    }

    [Fact]
    public async Task Pages_go_forward_and_back_without_loss_also_among_namesakes()
    {
        for (var i = 0; i < 23; i++) await Recorded(i % 3 == 0 ? "Nguyễn Văn An" : $"Nguyễn Văn {(char)('A' + i)}");
        var all = (await Harness.Send(new FindCustomers())).Rows.Select(r => r.Id).ToList();

        List<CustomerPage> pages = [await Harness.Send(new FindCustomers { Size = 5 })];
        while (pages[^1].Next is { } next) pages.Add(await Harness.Send(new FindCustomers { Size = 5, After = next }));
        var back = pages[^1];
        for (var i = pages.Count - 2; i >= 0; i--)
        {
            back = await Harness.Send(new FindCustomers { Size = 5, Before = back.Previous });
            Assert.Equal(pages[i].Rows.Select(r => r.Id), back.Rows.Select(r => r.Id));
            Assert.NotNull(back.Next);
        }

        Assert.Equal(all, pages.SelectMany(p => p.Rows).Select(r => r.Id));
        Assert.Equal([5, 5, 5, 5, 3], pages.Select(p => p.Rows.Count));
        Assert.Null(pages[0].Previous);
        Assert.Null(back.Previous);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("bm9uc2Vuc2U")]
    [InlineData("WyJhIiwiYiJd")]
    [InlineData("W251bGwsbnVsbF0")]
    [InlineData("💧")]
    public async Task An_address_changed_by_hand_shows_the_first_page(string cursor)
    {
        await Recorded("Nguyễn Văn An");

        Assert.Single((await Harness.Send(new FindCustomers { After = cursor })).Rows);
        Assert.Single((await Harness.Send(new FindCustomers { Before = cursor })).Rows);
    }

    [Fact]
    public async Task A_row_shows_the_first_telephone_and_the_latest_place()
    {
        var id = await Recorded(new RecordCustomer { Name = "Nguyễn Văn An", Phones = ["0912 345 678", "0987 654 321"], Address = "1 Cũ", From = new DateOnly(2019, 1, 1) });
        Done(await Harness.Send(new MoveIn { CustomerId = id, Address = "2 Mới", From = new DateOnly(2021, 1, 1) }));

        var row = Assert.Single((await Harness.Send(new FindCustomers())).Rows);

        Assert.Equal(("0912 345 678", "2 Mới"), (row.Phone, row.Address));
    }

    [Fact]
    public async Task A_hundred_thousand_customers_are_listed_without_reading_them_all()
    {
        await Fill(100_000);
        if (Harness.Database.IsSqlite) await Execute("ANALYZE");
        else await Execute("ANALYZE customers_customer; ANALYZE customers_search");

        var first = await Harness.Send(new FindCustomers());
        var second = await Harness.Send(new FindCustomers { After = first.Next });
        var found = await Harness.Send(new FindCustomers { Text = "nguyen" });
        var one = await Harness.Send(new FindCustomers { Text = "KH-0077777" });

        Assert.Equal((50, 50), (first.Rows.Count, second.Rows.Count));
        Assert.True(found.IsCut);
        Assert.Equal("KH-0077777", Assert.Single(one.Rows).Code);
        foreach (var asked in new[]
                 {
                     new FindCustomers(), new FindCustomers { After = first.Next }, new FindCustomers { Before = second.Previous },
                     new FindCustomers { Kind = CustomerKind.Organisation }, new FindCustomers { Kind = CustomerKind.Person, After = first.Next }, new FindCustomers { ZoneId = Ids.New(Harness.Clock) },
                     new FindCustomers { Priority = true }, new FindCustomers { KeyCustomers = true, After = first.Next },
                 })
        {
            var plan = await Plan(asked);
            Assert.DoesNotContain("Seq Scan on customers_customer", plan);
            Assert.DoesNotContain("SCAN c\n", plan);
            Assert.DoesNotContain("SCAN customers_customer\n", plan);
            Assert.DoesNotContain("TEMP B-TREE", plan);
        }
    }

    [Fact]
    public async Task The_timeline_is_read_a_page_at_a_time_newest_first()
    {
        var id = await Recorded("Nguyễn Văn An");
        for (var i = 0; i < 45; i++)
        {
            if (i % 2 == 0) Harness.Clock.Advance(TimeSpan.FromMinutes(1));   // two contacts in one moment must not be lost between pages
            Done(await Harness.Send(new NoteInteraction { CustomerId = id, Direction = InteractionDirection.In, Channel = InteractionChannel.Telephone, Summary = $"Gọi lần {i}" }));
        }

        var card = await Card(id);
        var middle = (await Harness.Send(new ShowCustomer(id, card.Older)))!;
        var last = (await Harness.Send(new ShowCustomer(id, middle.Older)))!;

        Assert.Equal([20, 20, 5], new[] { card, middle, last }.Select(c => c.Timeline.Count));
        Assert.Null(last.Older);
        var lines = new[] { card, middle, last }.SelectMany(c => c.Timeline).ToList();
        Assert.Equal(45, lines.Select(l => l.Id).Distinct().Count());
        Assert.Equal(lines.OrderByDescending(l => l.At).Select(l => l.At), lines.Select(l => l.At));
        Assert.Equal("Gọi lần 44", lines.OrderByDescending(l => l.At).ThenByDescending(l => l.Id).First().Summary);
    }

    [Fact]
    public async Task A_contact_must_say_with_whom_about_what_and_not_in_the_future()
    {
        var id = await Recorded("Nguyễn Văn An");
        var call = new NoteInteraction { CustomerId = id, Direction = InteractionDirection.In, Channel = InteractionChannel.Telephone, Summary = "Hỏi hóa đơn" };

        Assert.Equal("customers.interaction-about-nobody", (await Harness.Send(call with { CustomerId = null })).Error?.Code);
        Assert.Equal("customers.not-found", (await Harness.Send(call with { CustomerId = Guid.NewGuid() })).Error?.Code);
        Assert.Equal("Summary", (await Harness.Send(call with { Summary = " " })).Error?.Fields.Single().Field);
        Assert.Equal("Summary", (await Harness.Send(call with { Summary = new string('x', 100_000) })).Error?.Fields.Single().Field);
        Assert.Equal("At", (await Harness.Send(call with { At = Harness.Clock.Utc().AddMinutes(1) })).Error?.Fields.Single().Field);
        Assert.Null((await Harness.Send(call with { CustomerId = null, SubjectKind = "complaint", SubjectId = Guid.NewGuid() })).Error);
    }

    [Fact]
    public async Task Who_noted_a_contact_stands_beside_it()
    {
        Harness.Actor.Become(Guid.NewGuid(), "Nguyễn Thu Hà", []);
        var id = await Recorded("Nguyễn Văn An");
        Done(await Harness.Send(new NoteInteraction { CustomerId = id, Direction = InteractionDirection.Out, Channel = InteractionChannel.Sms, Summary = "Đã nhắn lịch hẹn" }));

        Assert.Equal("Nguyễn Thu Hà", (await Card(id)).Timeline.Single().Author);
    }

    private async Task Fill(int count)
    {
        var table = new BulkTable("customers_customer",
            new("Id", NpgsqlDbType.Uuid), new("Kind", NpgsqlDbType.Varchar), new("Name", NpgsqlDbType.Varchar), new("FoldedName", NpgsqlDbType.Varchar), new("SortKey", NpgsqlDbType.Varchar), new("Code", NpgsqlDbType.Varchar),
            new("IsPriority", NpgsqlDbType.Boolean), new("IsKeyCustomer", NpgsqlDbType.Boolean), new("RecordedAt", NpgsqlDbType.TimestampTz), new("ChangedAt", NpgsqlDbType.TimestampTz), new("Version", NpgsqlDbType.Integer));
        var index = Harness.Services.GetRequiredService<ISearchIndex>();
        var clock = Harness.Clock.Utc();
        var i = 0;
        await new BulkWriter(Harness.Database, TimeProvider.System).Run("fill", async chunk =>
        {
            var name = RealNames.At(i);
            var (id, code) = (Ids.New(Harness.Clock), $"KH-{i.ToString("0000000", CultureInfo.InvariantCulture)}");
            chunk.Add(table, id, i % 50 == 0 ? "Organisation" : "Person", name, Folding.Fold(name), WaterCrm.Kernel.Search.SortKey.OfName(name), code, i % 200 == 0, i % 5000 == 0, clock, clock, 0);
            // Every tenth is enough to make a search that finds too many.
            if (i % 10 == 7) await index.Put(chunk.Hold, "customers", id, CustomerIndex.Text(name, code, []), Token);
            return ++i < count;
        }, (_, _) => Task.CompletedTask, Token);
    }

    private async Task<string> Plan(FindCustomers asked)
    {
        await using var scope = Harness.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CustomersDbContext>();
        var query = FindCustomersHandler.From(new FindCustomersHandler(db, scope.ServiceProvider.GetRequiredService<ISearchIndex>()).Filtered(asked), asked).Take(51);
        await using var command = query.CreateDbCommand();
        command.CommandText = (Harness.Database.IsSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + command.CommandText;
        if (command.Connection!.State is not System.Data.ConnectionState.Open) await command.Connection.OpenAsync(Token);
        await using var rows = await command.ExecuteReaderAsync(Token);
        var plan = "";
        while (await rows.ReadAsync(Token)) plan += $"{rows[rows.FieldCount - 1]}\n";
        return plan;
    }

    private async Task Execute(string sql)
    {
        await using var hold = await Harness.Database.Writing.Enter("test", Token);
        await hold.Execute(sql, Token);
        await hold.Commit(Token);
    }
}

public sealed class ListingCustomersOnSqlite(PostgresServer postgres) : ListingCustomersTests(DatabaseProvider.Sqlite, postgres);

public sealed class ListingCustomersOnPostgres(PostgresServer postgres) : ListingCustomersTests(DatabaseProvider.Postgres, postgres);
