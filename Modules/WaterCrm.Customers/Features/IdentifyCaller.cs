using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Features;

/// <summary>
/// Who is calling: the customers who have this telephone number, in whatever form it comes. What is no known number is looked for as
/// name, account number or address, because at the desk one field takes all.
/// </summary>
public sealed record IdentifyCaller(string Caller, int Limit = 10) : IQuery<IReadOnlyList<CallerMatch>>;

/// <summary>A customer who may be the caller.</summary>
public sealed record CallerMatch
{
    public required Guid CustomerId { get; init; }
    public required string Name { get; init; }
    public required string? Code { get; init; }
    public required string? Phone { get; init; }
    public required string? Language { get; init; }
    public required Addressee Addressee { get; init; }
    public required bool IsPriority { get; init; }
    public required bool IsKeyCustomer { get; init; }

    /// <summary>The places they use now.</summary>
    public IReadOnlyList<CustomerPlace> Places { get; init; } = [];
}

internal sealed class IdentifyCallerHandler(CustomersDbContext db, ISearchIndex index, IMediator mediator)
    : IRequestHandler<IdentifyCaller, IReadOnlyList<CallerMatch>>
{
    public async Task<IReadOnlyList<CallerMatch>> Handle(IdentifyCaller request, CancellationToken token)
    {
        var number = PhoneNumber.Normalise(Typed.Line(request.Caller));
        IReadOnlyList<Guid> ids = number is null
            ? []
            : await db.Phones.Where(p => p.Number == number).OrderBy(p => p.CustomerId).Select(p => p.CustomerId).Take(request.Limit).ToListAsync(token);
        if (ids.Count == 0) ids = await index.Find(CustomerIndex.Scope, request.Caller, request.Limit, token);

        var matches = await db.Customers.Where(c => ids.Contains(c.Id)).OrderBy(c => c.SortKey).ThenBy(c => c.Id).Select(c => new CallerMatch
        {
            CustomerId = c.Id, Name = c.Name, Code = c.Code, Language = c.Language, Addressee = new Addressee(c.Name, c.Kind) { Form = c.FormOfAddress, CalledAs = c.CalledAs, Language = c.Language }, IsPriority = c.IsPriority, IsKeyCustomer = c.IsKeyCustomer,
            Phone = c.Phones.OrderBy(p => p.Position).Select(p => p.Typed).FirstOrDefault(),
        }).ToListAsync(token);

        for (var i = 0; i < matches.Count; i++)
            matches[i] = matches[i] with { Places = [.. (await mediator.Send(new PremisesFor(matches[i].CustomerId), token)).Where(p => p.To is null)] };
        return matches;
    }
}
