using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Data;
using WaterCrm.Customers.Conditions;

namespace WaterCrm.Complaints.Features;

/// <summary>Customers about whose complaint something is still to be done.</summary>
internal sealed class HasOpenComplaint(ComplaintsDbContext db, IStringLocalizer<Startup> S) : ICustomerCondition
{
    public string Code => "complaints.open";

    public int Order => 10;

    public Permission Permission => Permissions.View;

    public string Title => S["Open complaint"];

    public ConditionParameter Parameter => ConditionParameter.None;

    public IReadOnlyList<ConditionChoice> Choices => [];

    public string Sentence(ConditionValue value) => S["has an open complaint"];

    public async Task<IReadOnlyList<Guid>> Next(ConditionValue value, Guid? after, int most, CancellationToken token) =>
        await Open(db, after ?? Guid.Empty, most).ToListAsync(token);

    /// <summary>Walks an index that holds nothing but open complaints. Grouped and not distinct, which would be sorted in a query of its own.</summary>
    internal static IQueryable<Guid> Open(ComplaintsDbContext db, Guid last, int most) =>
        db.Complaints.Where(c => c.IsOpen && c.CustomerId > last).GroupBy(c => c.CustomerId!.Value).Select(g => g.Key).OrderBy(id => id).Take(most);
}
