using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Customers;

public abstract class KeepingCustomersTests(DatabaseProvider provider, PostgresServer postgres) : CustomersTest(provider, postgres)
{
    [Fact]
    public async Task The_audit_keeps_personal_values_and_says_which_they_are()
    {
        var id = await Recorded("Lan");
        var card = await Card(id);
        Done(await Harness.Send(new ChangeCustomer { Id = id, Version = card.Version, Kind = card.Kind, Name = "Lan Anh" }));

        var written = await Harness.Read<KernelDbContext, string?>(db => db.Audit.Where(a => a.Action == "customers.changed").Select(a => a.Changes).SingleAsync());
        var change = System.Text.Json.JsonSerializer.Deserialize<EntityChange[]>(written!, System.Text.Json.JsonSerializerOptions.Web)!.Single(c => c.Entity == "Customer");
        Assert.Equal("Lan Lan Anh", string.Join(" ", change.Values["Name"]));
        Assert.Contains("Name", change.Personal!);
        Assert.DoesNotContain("ChangedAt", change.Personal!);
    }

    [Fact]
    public async Task Of_many_who_move_the_same_customer_in_at_once_one_succeeds_and_the_others_are_told_why()
    {
        for (var round = 0; round < 5; round++)
        {
            var (customer, place) = (await Recorded($"Lan {round}"), Done(await Harness.Send(new AddPremises($"{round} Lê Lợi", null))));
            var moved = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Harness.Send(new MoveIn { CustomerId = customer, PremisesId = place }), Token)));

            Assert.Equal(["customers.already-moved-in"], moved.Select(m => m.Error?.Code).OfType<string>().Distinct());
            Assert.Single(moved, m => m.Error is null);
        }
    }

    [Fact]
    public async Task A_customer_is_recorded_with_everything_the_desk_was_told()
    {
        var zone = Done(await Harness.Send(new RecordZone { Code = "4", NameEn = "Zone 4", NameVi = "Khu vực 4", NameZh = "供水片区4" }));
        var id = await Recorded(new RecordCustomer
        {
            Name = "  Nguyễn   Thị Hoa ", Code = " KH-1 ", Language = "vi", Note = "Chạy thận tại nhà\nGọi buổi sáng", IsPriority = true,
            Phones = ["0912 345 678", "", "+84912345678", "024 3825 1234"], Emails = ["hoa@example.com", "HOA@example.com"],
            Address = "12 Lê Lợi", ZoneId = zone, From = new DateOnly(2020, 1, 31),
        });

        var card = await Card(id);

        Assert.Equal(("Nguyễn Thị Hoa", "KH-1", "vi", "Chạy thận tại nhà\nGọi buổi sáng", true, false), (card.Name, card.Code, card.Language, card.Note, card.IsPriority, card.IsKeyCustomer));
        Assert.Equal(["0912 345 678", "024 3825 1234"], card.Phones);
        Assert.Single(card.Emails);
        var place = Assert.Single(card.Places);
        Assert.Equal(("12 Lê Lợi", "4", new DateOnly(2020, 1, 31), null), (place.Address, place.ZoneCode, place.From, place.To));
        Assert.Equal("供水片区4", place.ZoneName!.Words["zh-Hans"]);
    }

    [Fact]
    public async Task Whoever_moves_in_without_a_date_is_there_from_today_on_the_utilitys_clock()
    {
        Harness.Clock.MoveTo(new DateTimeOffset(2026, 3, 2, 17, 30, 0, TimeSpan.Zero));   // half past midnight in Viet Nam

        var id = await Recorded(new RecordCustomer { Name = "Lê Đêm", Address = "1 Phố Đêm" });

        Assert.Equal(new DateOnly(2026, 3, 3), Assert.Single((await Card(id)).Places).From);
    }

    public static TheoryData<RecordCustomer, string> WhatIsRefused => new()
    {
        { new RecordCustomer { Name = "" }, "Name" },
        { new RecordCustomer { Name = " \t\u202e\0 " }, "Name" },
        { new RecordCustomer { Name = new string('x', 400) }, "Name" },
        { new RecordCustomer { Name = "A", Code = new string('9', 41) }, "Code" },
        { new RecordCustomer { Name = "A", Phones = ["12 Lê Lợi"] }, "Phones" },
        { new RecordCustomer { Name = "A", Phones = [new string('9', 41)] }, "Phones" },
        { new RecordCustomer { Name = "A", Phones = [.. Enumerable.Range(0, 11).Select(i => $"09123456{i:00}")] }, "Phones" },
        { new RecordCustomer { Name = "A", Emails = ["hoa@"] }, "Emails" },
        { new RecordCustomer { Name = "A", Emails = ["Hoa <hoa@example.com>"] }, "Emails" },
        { new RecordCustomer { Name = "A", Language = "tlh" }, "Language" },
        { new RecordCustomer { Name = "A", Kind = (CustomerKind)7 }, "Kind" },
        { new RecordCustomer { Name = "A", Note = new string('x', 4001) }, "Note" },
        { new RecordCustomer { Name = "A", Address = new string('x', 301) }, "Address" },
        { new RecordCustomer { Name = "A", Address = "1 Lê Lợi", ZoneId = Guid.NewGuid() }, "ZoneId" },
    };

    [Theory, MemberData(nameof(WhatIsRefused))]
    public async Task A_refusal_names_the_field_and_nothing_is_kept(RecordCustomer request, string field)
    {
        var refused = await Harness.Send(request);

        Assert.Contains(refused.Error!.Fields, f => f.Field == field);
        Assert.Equal(422, refused.Error.Status);
        Assert.Empty((await Harness.Send(new FindCustomers())).Rows);
    }

    [Theory]
    [InlineData("👩‍👩‍👧 Gia đình Hoa 💧")]
    [InlineData("محمد الشركة")]
    [InlineData("𠮷野家")]
    [InlineData("O'Neil \"Quote\" \\ <b>")]
    public async Task A_strange_name_is_kept_as_it_is(string name) => Assert.Equal(name, (await Card(await Recorded(name))).Name);

    [Theory]
    [InlineData("Hoa\0Nguyễn", "Hoa Nguyễn")]
    [InlineData("Hoa\u202eNguyễn", "HoaNguyễn")]
    [InlineData("Hoa\r\nNguyễn\u00a0Thị", "Hoa Nguyễn Thị")]
    public async Task What_nobody_can_see_is_left_out(string typed, string kept) => Assert.Equal(kept, (await Card(await Recorded(typed))).Name);

    [Fact]
    public async Task A_name_of_two_hundred_Chinese_characters_fits()
    {
        await Recorded(string.Concat(Enumerable.Repeat("王𠮷", 66)));

        Assert.Single(await Found("王𠮷王"));
    }

    [Fact]
    public async Task An_account_number_belongs_to_one_customer()
    {
        await Recorded(new RecordCustomer { Name = "Một", Code = "KH-1" });

        var second = await Harness.Send(new RecordCustomer { Name = "Hai", Code = "KH-1" });

        Assert.Equal("customers.code-taken", second.Error?.Code);
        Assert.Equal(["KH-1"], second.Error!.Fields.Single().Args);
    }

    [Fact]
    public async Task Of_two_desks_that_take_the_same_account_number_at_once_one_is_told()
    {
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Harness.Send(new RecordCustomer { Name = $"Bàn {i}", Code = "KH-1" })));

        Assert.Single(both, r => r.Error is null);
        Assert.Equal(5, both.Count(r => r.Error?.Code == "customers.code-taken"));
    }

    [Fact]
    public async Task The_second_of_two_editors_is_told_and_overwrites_nothing()
    {
        var id = await Recorded("Nguyễn Văn An", "0912 345 678");
        var seen = await Card(id);

        var first = await Harness.Send(new ChangeCustomer { Id = id, Version = seen.Version, Name = seen.Name, Phones = ["0987 654 321"] });
        var second = await Harness.Send(new ChangeCustomer { Id = id, Version = seen.Version, Name = "Nguyễn Văn Anh" });

        Assert.Null(first.Error);
        Assert.Equal(KernelErrors.ChangedMeanwhile, second.Error);
        var kept = await Card(id);
        Assert.Equal(("Nguyễn Văn An", "0987 654 321"), (kept.Name, kept.Phones.Single()));
        Assert.Null((await Harness.Send(new ChangeCustomer { Id = id, Version = kept.Version, Name = "Nguyễn Văn Anh" })).Error);
    }

    [Fact]
    public async Task Two_editors_who_save_in_the_same_moment_are_one_too_many()
    {
        var id = await Recorded("Nguyễn Văn An");

        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Harness.Send(new ChangeCustomer { Id = id, Version = 0, Name = $"Nguyễn Văn {i}" })));

        Assert.Single(both, r => r.Error is null);
        Assert.Equal(5, both.Count(r => r.Error == KernelErrors.ChangedMeanwhile));
    }

    [Fact]
    public async Task The_same_address_written_twice_is_one_place()
    {
        var (one, two) = (await Recorded(new RecordCustomer { Name = "Một", Address = "12 Lê Lợi, Chiềng Lề" }), await Recorded(new RecordCustomer { Name = "Hai", Address = "12 LÊ LỢI  Chiềng Lề." }));

        Assert.Equal((await Card(one)).Places.Single().PremisesId, (await Card(two)).Places.Single().PremisesId);
    }

    [Fact]
    public async Task People_come_and_go_and_the_history_stays()
    {
        var id = await Recorded(new RecordCustomer { Name = "Nguyễn Văn An", Address = "1 Cũ", From = new DateOnly(2020, 1, 1) });
        var stay = (await Card(id)).Places.Single().StayId;

        Assert.Equal("customers.already-moved-in", (await Harness.Send(new MoveIn { CustomerId = id, Address = "1 cũ" })).Error?.Code);
        Assert.Equal("customers.moved-out-before-in", (await Harness.Send(new MoveOut(id, stay, new DateOnly(2019, 12, 31)))).Error?.Code);
        Done(await Harness.Send(new MoveOut(id, stay, new DateOnly(2026, 2, 28))));
        Assert.Equal("customers.already-moved-out", (await Harness.Send(new MoveOut(id, stay, new DateOnly(2026, 3, 1)))).Error?.Code);
        Done(await Harness.Send(new MoveIn { CustomerId = id, Address = "2 Mới" }));
        Done(await Harness.Send(new MoveIn { CustomerId = id, PremisesId = (await Card(id)).Places.Single(p => p.Address == "1 Cũ").PremisesId, From = new DateOnly(2026, 3, 2) }));

        Assert.Equal(["1 Cũ", "1 Cũ", "2 Mới"], (await Card(id)).Places.Select(p => p.Address).Order(StringComparer.Ordinal));
        Assert.Equal(2, (await Card(id)).Places.Count(p => p.To is null));
    }

    [Fact]
    public async Task Another_customers_stay_cannot_be_ended()
    {
        var (one, other) = (await Recorded(new RecordCustomer { Name = "Một", Address = "1 Phố" }), await Recorded("Hai"));
        var stay = (await Card(one)).Places.Single().StayId;

        Assert.Equal(404, (await Harness.Send(new MoveOut(other, stay, new DateOnly(2026, 3, 2)))).Error?.Status);
    }

    [Fact]
    public async Task A_place_that_does_not_exist_undoes_the_whole_recording()
    {
        var refused = await Harness.Send(new RecordCustomer { Name = "Bạch Dương", Address = "1 Phố", ZoneId = Guid.NewGuid() });

        Assert.Equal("customers.zone-unknown", refused.Error?.Code);
        Assert.Empty(await Found("bach duong"));
        Assert.Equal(0, await Harness.Read<CustomersDbContext, int>(db => db.Customers.CountAsync()));
    }

    [Fact]
    public async Task A_zone_is_changed_and_its_code_stays_its_own()
    {
        var ten = Done(await Harness.Send(new RecordZone { Code = "10", NameEn = "Ten" }));
        var two = Done(await Harness.Send(new RecordZone { Code = "2", NameEn = "Two" }));

        Assert.Equal("customers.zone-code-taken", (await Harness.Send(new RecordZone { Id = ten, Code = "2", NameEn = "Ten" })).Error?.Code);
        Done(await Harness.Send(new RecordZone { Id = two, Code = "2", NameEn = "Second" }));

        Assert.Equal(["Second", "Ten"], (await Harness.Send(new FindZones())).Select(z => z.Name.Words["en"]));
    }

    [Fact]
    public async Task Names_are_fetched_in_one_batch_and_unknown_ids_left_out()
    {
        var (one, two) = (await Recorded("Một"), await Recorded(new RecordCustomer { Name = "Hai", Code = "KH-2" }));

        var names = await Harness.Send(new NamesOf([one, two, two, Guid.NewGuid(), .. Enumerable.Range(0, 1200).Select(_ => Guid.NewGuid())]));

        Assert.Equal([("Hai", "KH-2"), ("Một", null)], names.Values.Select(n => (n.Name, n.Code)).OrderBy(n => n.Name, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("0912 345 678")]
    [InlineData("+84912345678")]
    [InlineData("84-912-345-678")]
    [InlineData("0084 912 345 678")]
    public async Task A_caller_is_known_by_the_number_in_four_spellings(string number)
    {
        var zone = Done(await Harness.Send(new RecordZone { Code = "4", NameEn = "Zone 4" }));
        await Recorded(new RecordCustomer { Name = "Nguyễn Thị Hoa", Phones = ["0912345678"], Address = "12 Lê Lợi", ZoneId = zone });
        await Recorded("Chồng chị Hoa", "+84 912 345 678");
        await Recorded("Người khác", "0912345679");

        var callers = await Harness.Send(new IdentifyCaller(number));

        Assert.Equal(["Chồng chị Hoa", "Nguyễn Thị Hoa"], callers.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.Equal("4", callers.Single(c => c.Places.Count > 0).Places.Single().ZoneCode);
    }

    [Fact]
    public async Task Who_types_a_name_where_a_number_belongs_is_helped()
    {
        await Recorded("Nguyễn Thị Hoa", "0912345678");

        Assert.Single(await Harness.Send(new IdentifyCaller("nguyen hoa")));
        Assert.Single(await Harness.Send(new IdentifyCaller("5678")));
        Assert.Empty(await Harness.Send(new IdentifyCaller("0999 999 999")));
    }

    [Fact]
    public async Task Others_hear_of_a_new_customer_by_id_only()
    {
        var id = await Recorded("Nguyễn Thị Hoa", "0912345678");

        var payloads = await Harness.Read<KernelDbContext, List<string>>(db => db.Outbox.Select(e => e.Payload).ToListAsync());

        Assert.Contains(id.ToString(), Assert.Single(payloads));
        Assert.DoesNotContain("Hoa", payloads[0]);
    }

    [Fact]
    public void Whatever_tells_who_somebody_is_is_marked_for_shredding()
    {
        using var context = new SqliteCustomersDbContext(new DbContextOptionsBuilder<SqliteCustomersDbContext>().UseSqlite("Data Source=:memory:").Options);
        // Text columns that say nothing about a person; a new one must be put here or marked.
        string[] harmless = ["Customer.Kind", "Customer.Language", "Zone.Code", "Zone.SortKey", "Zone.NameEn", "Zone.NameVi", "Zone.NameZh",
            "Interaction.Direction", "Interaction.Channel", "Interaction.SubjectKind", "Interaction.SubjectName", "Interaction.AuthorName"];

        var unmarked = from type in context.Model.GetEntityTypes()
                       from property in type.GetProperties()
                       where (property.GetProviderClrType() ?? property.ClrType) == typeof(string) && property.FindAnnotation(ModelAnnotations.Personal) is null
                       select $"{type.ClrType.Name}.{property.Name}";

        Assert.Equal(harmless.Order(StringComparer.Ordinal), unmarked.Where(p => !p.StartsWith("Dictionary", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }
}

public sealed class KeepingCustomersOnSqlite(PostgresServer postgres) : KeepingCustomersTests(DatabaseProvider.Sqlite, postgres);

public sealed class KeepingCustomersOnPostgres(PostgresServer postgres) : KeepingCustomersTests(DatabaseProvider.Postgres, postgres);
