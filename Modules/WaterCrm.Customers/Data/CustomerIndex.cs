using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Data;

/// <summary>What a customer is found by: name, account number, telephones, mail, and the places they use now.</summary>
internal sealed class CustomerIndex(CustomersDbContext db, CommandScope command, ISearchIndex index)
{
    public const string Scope = "customers";

    /// <summary>Writes it anew from what was saved, in the command's transaction.</summary>
    public async Task Write(Guid customer, CancellationToken token)
    {
        var found = await db.Customers.Where(c => c.Id == customer).Select(c => new
        {
            c.Kind, c.Name, c.Code, c.ZoneId, c.IsPriority, c.IsKeyCustomer,
            Phones = c.Phones.Select(p => p.Number).ToList(),
            Emails = c.Emails.Select(e => e.Address).ToList(),
        }).AsSplitQuery().AsNoTracking().SingleAsync(token);
        var addresses = await db.Stays.Where(s => s.CustomerId == customer && s.To == null)
            .Join(db.Premises, s => s.PremisesId, p => p.Id, (_, p) => p.Address).ToListAsync(token);

        await index.Put(command.Hold!, Scope, customer,
            Text(found.Name, found.Code, [.. found.Phones, .. found.Emails, .. addresses]),
            Marks(found.Kind, found.ZoneId, found.IsPriority, found.IsKeyCustomer), token);
    }

    /// <summary>One line a field; an account number also by its digits alone.</summary>
    public static string Text(string name, string? code, IEnumerable<string> others) =>
        string.Join('\n', [name, code ?? "", code is null ? "" : string.Concat(code.Where(char.IsAsciiLetterOrDigit)), string.Concat((code ?? "").Where(char.IsAsciiDigit)), .. others]);

    /// <summary>What the list filters by.</summary>
    public static IReadOnlyCollection<string> Marks(CustomerKind? kind, Guid? zone, bool priority, bool key)
    {
        List<string> marks = [];
        if (kind is not null) marks.Add($"kind:{kind}");
        if (zone is not null) marks.Add($"zone:{zone:N}");
        if (priority) marks.Add("priority");
        if (key) marks.Add("key");
        return marks;
    }
}
