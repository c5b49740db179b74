using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Benchmarks.Running;

/// <summary>100,000 complaints as a utility has them after some years: nine of ten closed, the open ones before, at and behind their time.</summary>
internal static class ManyComplaints
{
    public const int Count = 100_000;

    public static async Task PutAsync(RealHost host, Guid person, CancellationToken token)
    {
        var first = await FirstAsync(host, token);
        await using var hold = await host.Database.Writing.Enter("bench", token);
        // Copies of a complaint that was really recorded, so that they have a step, a role and everything else that a list shows.
        string[] own = ["Id", "Number", "CodeHash", "IsOpen", "Group", "Step", "Kind", "Channel", "Zone", "Place", "Assignee", "SortAt", "DueAt", "ClosedAt", "ReportedAt", "Reopened"];
        var columns = string.Join(", ", (await ColumnsAsync(hold, token)).Except(own).Select(c => $"\"{c}\""));
        await hold.Execute(
            $"""
             WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < {Count}),
             made AS (SELECT i, i % 10 = 0 AS open, datetime('now', printf('%+d minutes', (i * 7919) % 20000 - 8000)) AS due, datetime('now', printf('-%d minutes', i * 20 + 30000)) AS ended FROM n)
             INSERT INTO complaints_complaint ({string.Join(", ", own.Select(c => $"\"{c}\""))}, {columns})
             SELECT randomblob(16), printf('C-2026-%06d', i), randomblob(32), open, CASE WHEN open THEN "Group" ELSE 'Done' END, CASE WHEN open THEN "Step" ELSE 'closed' END,
                    CASE (i / 10) % 4 WHEN 0 THEN 'leak' WHEN 1 THEN 'no-water' WHEN 2 THEN 'low-pressure' ELSE 'billing' END, CASE i % 3 WHEN 0 THEN 'Phone' ELSE 'Web' END,
                    printf('Z%02d', i % 20), i % 300 || ' Nguyễn Huệ', CASE WHEN open AND i % 70 = 0 THEN @person END,
                    CASE WHEN open THEN due ELSE ended END, CASE WHEN open THEN due END, CASE WHEN open THEN NULL ELSE ended END, datetime(ended, '-3 days'), i % 40 = 0, {columns}
             FROM made, complaints_complaint WHERE complaints_complaint."Id" = @first
             """, token, ("@first", first), ("@person", person));
        await hold.Commit(token);
    }

    private static async Task<Guid> FirstAsync(RealHost host, CancellationToken token)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var mediator = scope.ServiceProvider.GetRequiredService<IMediator>();
        for (var zone = 0; zone < 20; zone++)
            await mediator.Send(new RecordZone { Code = $"Z{zone:00}", NameEn = $"District {zone}", NameVi = $"Quận {zone}", NameZh = $"{zone}区" }, token);
        var recorded = await mediator.Send(new RecordComplaint { Form = FormKey.New(), Kind = "leak", Place = "12 Lê Lợi", Text = "Nước chảy ra đường từ sáng nay", ContactPhone = "0912 345 678" }, token);
        return recorded.Value.Id;
    }

    private static async Task<List<string>> ColumnsAsync(WriteHold hold, CancellationToken token)
    {
        await using var command = hold.Connection.Statement(hold.Transaction, "SELECT name FROM pragma_table_info('complaints_complaint')");
        await using var rows = await command.ExecuteReaderAsync(token);
        List<string> names = [];
        while (await rows.ReadAsync(token)) names.Add(rows.GetString(0));
        return names;
    }
}
