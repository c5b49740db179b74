using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Kernel.Messages.Templates;

namespace WaterCrm.Complaints.Features;

/// <summary>Complaints on which their messages are tried. The link stands as in the samples: nobody but the customer has the code.</summary>
internal sealed class ComplaintRecords(ComplaintsDbContext db, ComplaintKinds kinds, IStringLocalizer<Startup> S) : IMessageRecords
{
    public IReadOnlyCollection<string> Kinds { get; } = [.. ComplaintMessages.All.Select(k => k.Code)];

    public Permission Permission => Permissions.View;

    public string Named => S["Number of a complaint"];

    public async Task<IReadOnlyDictionary<string, object?>?> Find(MessageKind kind, string typed, CancellationToken token)
    {
        var number = typed.ToUpperInvariant();
        if (await db.Complaints.AsNoTracking().Where(c => c.Number == number).Select(c => new { c.Number, c.Kind, c.Place, c.ContactName, c.DueAt, c.Resolution, c.ReopenUntil }).FirstOrDefaultAsync(token) is not { } complaint) return null;

        return new Dictionary<string, object?>
        {
            ["customer.name"] = complaint.ContactName, ["complaint.number"] = complaint.Number, ["complaint.kind"] = kinds.NameOf(complaint.Kind), ["complaint.place"] = complaint.Place,
            ["complaint.link"] = kind.Placeholders.First(p => p.Name == "complaint.link").Sample, ["complaint.due"] = complaint.DueAt, ["complaint.answer"] = complaint.Resolution,
            ["reopen.until"] = complaint.ReopenUntil,
        };
    }
}
