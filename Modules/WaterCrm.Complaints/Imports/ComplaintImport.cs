using System.Security.Cryptography;
using MediatR;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Features;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Imports;

/// <summary>
/// Complaints of another system. Closed ones are history: a row without a case, so no deadline starts. Open ones get a case of today,
/// for their old deadlines are nobody's promise any more.
/// </summary>
internal sealed class ComplaintImport(ComplaintKinds kinds, SearchBulk search, ComplaintsDbContext db, IMediator mediator, Utility utility, TimeProvider clock) : IImportTarget
{
    internal const string Open = "open";
    private const string Closed = "closed";

    public string Name => "complaints";

    public Permission Permission => Permissions.Import;

    public IReadOnlyList<ImportField> Fields { get; } =
    [
        new("externalId", ImportFieldType.Text, Required: true, MaximumLength: 64),
        new("kind", ImportFieldType.Choice, Required: true, Choices: [.. kinds.All.Select(k => k.Code)]),
        new("channel", ImportFieldType.Choice, Required: true, Choices: [.. Enum.GetNames<Channel>()]),
        new("state", ImportFieldType.Choice, Required: true, Choices: [Open, Closed]),
        new("reportedAt", ImportFieldType.Time, Required: true),
        new("closedAt", ImportFieldType.Time),
        new("place", ImportFieldType.Text, MaximumLength: Limits.Place),
        new("zone", ImportFieldType.Text, MaximumLength: Limits.Zone),
        new("text", ImportFieldType.Text, MaximumLength: Limits.Text),
        new("resolution", ImportFieldType.Text, MaximumLength: Limits.Text),
        new("latitude", ImportFieldType.Number),
        new("longitude", ImportFieldType.Number),
        new("contactName", ImportFieldType.Text, MaximumLength: Limits.Name),
        new("contactPhone", ImportFieldType.Text, MaximumLength: Limits.Phone),
        new("contactEmail", ImportFieldType.Text, MaximumLength: Limits.Email),
    ];

    public RowProblem? Check(ImportRow row) => row switch
    {
        _ when row.Text("state") == Closed && row.Time("closedAt") is null => new RowProblem(row.Line, "", Word.Of("A closed complaint needs the date of its closing.")),
        _ when row.Time("reportedAt") > clock.Utc() => new RowProblem(row.Line, "", Word.Of("The complaint would have been reported in the future.")),
        _ when row.Time("closedAt") > clock.Utc().AddDays(1) => new RowProblem(row.Line, "", Word.Of("The complaint would be closed in the future.")),
        _ when row.Number("latitude") is < -90 or > 90 || row.Number("longitude") is < -180 or > 180 => new RowProblem(row.Line, "", Word.Of("This position is not on the earth.")),
        _ when row.Number("latitude").HasValue != row.Number("longitude").HasValue => new RowProblem(row.Line, "", Word.Of("Give latitude and longitude, or neither.")),
        _ => null,
    };

    public async Task<IReadOnlySet<string>> Known(WriteHold hold, string system, IReadOnlyCollection<string> ids, CancellationToken token)
    {
        HashSet<string> known = [];
        (string, object?)[] values = [("@system", system), .. ids.Select((id, i) => ($"@i{i}", (object?)id))];
        await using var query = hold.Connection.Statement(hold.Transaction,
            $"SELECT \"ExternalId\" FROM complaints_complaint WHERE \"ExternalSystem\" = @system AND \"ExternalId\" IN ({string.Join(',', ids.Select((_, i) => $"@i{i}"))})", values);
        await using var rows = await query.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) known.Add(rows.GetString(0));
        return known;
    }

    public async Task Add(BulkChunk chunk, string system, IReadOnlyList<ImportRow> rows, CancellationToken token)
    {
        var numbers = await NumberByYear(chunk, rows, token);
        await search.Begin(chunk, ComplaintsDbContext.Prefix, token);
        foreach (var row in rows)
        {
            var (id, number) = (Ids.New(clock), numbers[YearOf(row)].Dequeue());
            chunk.Add(ImportTables.Complaint, ImportTables.ValuesOf(row, id, number, YearOf(row), system, utility.Language.Culture.Name));
            search.Put(chunk, id, string.Join('\n', number, row.Text("place"), row.Text("text"), row.Text("contactName"), row.Text("contactPhone"), row.Text("externalId")));
        }
    }

    public async Task Complete(string system, Func<CancellationToken, Task> stillMine, CancellationToken token)
    {
        var open = await db.Complaints.Where(c => c.IsOpen == true && c.IsImported && c.ExternalSystem == system && c.CaseId == null).OrderBy(c => c.Number).Select(c => c.Id).ToListAsync(token);
        foreach (var some in open.Chunk(50))
        {
            await stillMine(token);
            foreach (var id in some)
                if ((await mediator.Send(new OpenImportedComplaint(id), token)).Error is { } refused)
                    throw new InvalidOperationException($"The imported complaint {id} could not be opened: {refused.Code}.");
        }
    }

    private async Task<Dictionary<int, Queue<string>>> NumberByYear(BulkChunk chunk, IReadOnlyList<ImportRow> rows, CancellationToken token)
    {
        Dictionary<int, Queue<string>> numbers = [];
        foreach (var year in rows.CountBy(YearOf))
        {
            var first = await Numbers.Take(chunk.Hold, "C", year.Key, year.Value, token);
            numbers[year.Key] = new(Enumerable.Range(0, year.Value).Select(i => Numbers.Format("C", year.Key, first + i)));
        }

        return numbers;
    }

    private int YearOf(ImportRow row) => TimeZoneInfo.ConvertTimeFromUtc(row.Time("reportedAt")!.Value, utility.Zone).Year;
}

/// <summary>The table of complaints as an import fills it.</summary>
internal static class ImportTables
{
    public static readonly BulkTable Complaint = new("complaints_complaint",
        new("Id", NpgsqlDbType.Uuid), new("Number", NpgsqlDbType.Varchar), new("Year", NpgsqlDbType.Integer), new("CodeHash", NpgsqlDbType.Bytea),
        new("Kind", NpgsqlDbType.Varchar), new("Channel", NpgsqlDbType.Varchar), new("ReportedAt", NpgsqlDbType.TimestampTz), new("Language", NpgsqlDbType.Varchar),
        new("Place", NpgsqlDbType.Varchar), new("PlaceFolded", NpgsqlDbType.Varchar), new("Zone", NpgsqlDbType.Varchar), new("Latitude", NpgsqlDbType.Double), new("Longitude", NpgsqlDbType.Double),
        new("Text", NpgsqlDbType.Varchar), new("ContactName", NpgsqlDbType.Varchar), new("ContactPhone", NpgsqlDbType.Varchar), new("ContactEmail", NpgsqlDbType.Varchar),
        new("TellBy", NpgsqlDbType.Varchar), new("Group", NpgsqlDbType.Varchar), new("IsOpen", NpgsqlDbType.Boolean), new("Step", NpgsqlDbType.Varchar), new("SortAt", NpgsqlDbType.TimestampTz),
        new("WasLate", NpgsqlDbType.Boolean), new("Escalations", NpgsqlDbType.Integer), new("ClosedAt", NpgsqlDbType.TimestampTz), new("Resolution", NpgsqlDbType.Varchar), new("Reopened", NpgsqlDbType.Integer),
        new("ExternalSystem", NpgsqlDbType.Varchar), new("ExternalId", NpgsqlDbType.Varchar), new("IsImported", NpgsqlDbType.Boolean), new("ClosedBeforeOpened", NpgsqlDbType.Boolean), new("StateContradicted", NpgsqlDbType.Boolean), new("Version", NpgsqlDbType.Integer));

    public static object?[] ValuesOf(ImportRow row, Guid id, string number, int year, string system, string language)
    {
        var reported = row.Time("reportedAt")!.Value;
        // Who wrote down a day of closing has closed it, whatever the state says: one of New York's is "pending" and was closed before it was opened.
        // It is marked, so that whoever sees it knows; opened, it would start deadlines for what was over years ago.
        var closed = row.Time("closedAt");
        var place = row.Text("place") ?? "";
        return
        [
            // Nobody was given a code to track it by, so no code opens it.
            id, number, year, RandomNumberGenerator.GetBytes(32),
            row.Text("kind"), Enum.Parse<Channel>(row.Text("channel")!), reported, language,
            place, Domain.Complaint.FoldPlace(place), row.Text("zone"), row.Number("latitude"), row.Number("longitude"),
            row.Text("text") ?? "", row.Text("contactName"), row.Text("contactPhone"), row.Text("contactEmail"),
            TellBy.No, closed is null ? CaseGroup.Open : CaseGroup.Done, closed is null, closed is null ? "" : "closed", closed ?? Domain.Complaint.NeverDue,
            false, 0, closed, row.Text("resolution"), 0,
            system, row.Text("externalId"), true, closed < reported, closed is not null && row.Text("state") == ComplaintImport.Open, 0,
        ];
    }
}
