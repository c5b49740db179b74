using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Features;

/// <summary>Customers by name, a page at a time; with a text only those found by it.</summary>
public sealed record FindCustomers : IQuery<CustomerPage>
{
    /// <summary>With a text, at most so many matches are sorted; who wants others adds a word.</summary>
    public const int MostMatches = 500;

    public string? Text { get; init; }
    public CustomerKind? Kind { get; init; }
    public Guid? ZoneId { get; init; }
    public bool Priority { get; init; }
    public bool KeyCustomers { get; init; }

    /// <summary>Only these, a few thousand at most; null for all.</summary>
    public IReadOnlyList<Guid>? Among { get; init; }

    /// <summary>The page after this row, as <see cref="CustomerPage.Next"/> says.</summary>
    public string? After { get; init; }

    /// <summary>The page before this row, as <see cref="CustomerPage.Previous"/> says.</summary>
    public string? Before { get; init; }

    public int Size { get; init; } = 50;
}

public sealed record CustomerPage(IReadOnlyList<CustomerRow> Rows, string? Previous, string? Next)
{
    /// <summary>More customers match than were looked at.</summary>
    public bool IsCut { get; init; }
}

/// <summary>A customer in a list.</summary>
public sealed record CustomerRow
{
    public required Guid Id { get; init; }
    public required CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public required string? Code { get; init; }
    public required string? Phone { get; init; }
    public required string? Address { get; init; }
    public required Guid? ZoneId { get; init; }
    public required bool IsPriority { get; init; }
    public required bool IsKeyCustomer { get; init; }
}

internal sealed class FindCustomersHandler(CustomersDbContext db, ISearchIndex index) : IRequestHandler<FindCustomers, CustomerPage>
{
    public async Task<CustomerPage> Handle(FindCustomers request, CancellationToken token)
    {
        var cut = false;
        var customers = Filtered(request);
        if (request.Among is { } among) customers = customers.Where(c => among.Contains(c.Id));
        if (!string.IsNullOrWhiteSpace(request.Text))
        {
            var marks = CustomerIndex.Marks(request.Kind, request.ZoneId, request.Priority, request.KeyCustomers);
            var found = await index.Find(CustomerIndex.Scope, request.Text, FindCustomers.MostMatches + 1, marks, token);
            cut = found.Count > FindCustomers.MostMatches;
            var ids = found.Take(FindCustomers.MostMatches).ToList();
            customers = customers.Where(c => ids.Contains(c.Id));
        }

        var backwards = Cursor.Read(request.Before, 2) is not null;
        var size = Math.Clamp(request.Size, 1, 200);
        var page = await Rows(From(customers, request)).Take(size + 1).ToListAsync(token);
        var more = page.Count > size;
        if (more) page.RemoveAt(size);
        if (backwards) page.Reverse();

        return new CustomerPage(
            [.. page.Select(p => p.Row)],
            page.Count > 0 && (backwards ? more : Cursor.Read(request.After, 2) is not null) ? page[0].Cursor : null,
            page.Count > 0 && (backwards || more) ? page[^1].Cursor : null) { IsCut = cut };
    }

    internal IQueryable<Customer> Filtered(FindCustomers request)
    {
        IQueryable<Customer> customers = db.Customers;
        if (request.Kind is { } kind) customers = customers.Where(c => c.Kind == kind);
        if (request.ZoneId is { } zone) customers = customers.Where(c => c.ZoneId == zone);
        if (request.Priority) customers = customers.Where(c => c.IsPriority);
        if (request.KeyCustomers) customers = customers.Where(c => c.IsKeyCustomer);
        return customers;
    }

    /// <summary>Where the page begins. Written so that both databases walk the index from there: a plain "or" would make them sort.</summary>
    internal static IQueryable<Customer> From(IQueryable<Customer> customers, FindCustomers request)
    {
        if (Place(request.Before) is var (key, id))
            return customers.Where(c => c.SortKey.CompareTo(key) <= 0 && (c.SortKey.CompareTo(key) < 0 || c.Id < id)).OrderByDescending(c => c.SortKey).ThenByDescending(c => c.Id);
        if (Place(request.After) is var (after, afterId))
            customers = customers.Where(c => c.SortKey.CompareTo(after) >= 0 && (c.SortKey.CompareTo(after) > 0 || c.Id > afterId));
        return customers.OrderBy(c => c.SortKey).ThenBy(c => c.Id);
    }

    private IQueryable<Found> Rows(IQueryable<Customer> customers) => customers.Select(c => new Found
    {
        SortKey = c.SortKey,
        Row = new CustomerRow
        {
            Id = c.Id, Kind = c.Kind, Name = c.Name, Code = c.Code, ZoneId = c.ZoneId, IsPriority = c.IsPriority, IsKeyCustomer = c.IsKeyCustomer,
            Phone = c.Phones.OrderBy(p => p.Position).Select(p => p.Typed).FirstOrDefault(),
            Address = db.Stays.Where(s => s.CustomerId == c.Id && s.To == null).OrderByDescending(s => s.From)
                .Join(db.Premises, s => s.PremisesId, p => p.Id, (_, p) => p.Address).FirstOrDefault(),
        },
    });

    private static (string Key, Guid Id)? Place(string? cursor) =>
        Cursor.Read(cursor, 2) is [var key, var id] && Guid.TryParseExact(id, "N", out var read) ? (key, read) : null;

    private sealed record Found
    {
        public required string SortKey { get; init; }
        public required CustomerRow Row { get; init; }
        public string Cursor => Kernel.Data.Cursor.Write(SortKey, Row.Id.ToString("N"));
    }
}
