using Microsoft.AspNetCore.Http.Extensions;
using WaterCrm.Customers.Conditions;
using WaterCrm.Customers.Features;

namespace WaterCrm.Customers.ViewModels;

/// <summary>What the list's address says.</summary>
public sealed record CustomerFilter
{
    public string? Q { get; init; }
    public CustomerKind? Kind { get; init; }
    public Guid? Zone { get; init; }
    public bool Priority { get; init; }
    public bool Key { get; init; }

    /// <summary>The code of a condition that a module contributes.</summary>
    public string? Condition { get; init; }

    /// <summary>Its parameter, where it has one.</summary>
    public string? Value { get; init; }
    public string? After { get; init; }
    public string? Before { get; init; }

    public FindCustomers Find(Fulfilled? fulfilled) => new() { Among = fulfilled?.Ids, Text = Q, Kind = Kind, ZoneId = Zone, Priority = Priority, KeyCustomers = Key, After = After, Before = Before };

    /// <summary>The address of the list's first page with these filters, unless a place is named.</summary>
    public string Address(string? after = null, string? before = null)
    {
        var query = new QueryBuilder();
        if (!string.IsNullOrWhiteSpace(Q)) query.Add("q", Q);
        if (Kind is { } kind) query.Add("kind", kind.ToString());
        if (Zone is { } zone) query.Add("zone", zone.ToString());
        if (Priority) query.Add("priority", "true");
        if (Key) query.Add("key", "true");
        if (!string.IsNullOrWhiteSpace(Condition)) query.Add("condition", Condition);
        if (!string.IsNullOrWhiteSpace(Condition) && !string.IsNullOrWhiteSpace(Value)) query.Add("value", Value);
        if (after is not null) query.Add("after", after);
        if (before is not null) query.Add("before", before);
        return $"/staff/customers{query}";
    }
}

/// <summary>The list of customers.</summary>
public sealed record CustomerListPage(CustomerFilter Filter, CustomerPage Page, IReadOnlyList<ZoneRow> Zones)
{
    /// <summary>What the condition of the address found; null where it names none.</summary>
    public Fulfilled? Fulfilled { get; init; }

    /// <summary>What one can choose.</summary>
    public IReadOnlyList<ConditionChoice> Conditions { get; init; } = [];

    public ZoneRow? ZoneOf(Guid? zone) => Zones.FirstOrDefault(z => z.Id == zone);
}
