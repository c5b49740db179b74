namespace WaterCrm.Kernel.Health.Deep;

/// <summary>What one module told the others and did not arrive.</summary>
internal sealed class Deliveries(DeepReader look) : IDeepCheck
{
    public string Name => "outbox";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        var parked = await look.Rows("SELECT i.listener, o.name, o.subject, i.tries, i.failure FROM kernel_inbox i JOIN kernel_outbox o ON o.sequence = i.sequence WHERE i.state = 'Parked' ORDER BY i.sequence", token);
        var lost = await look.Rows("SELECT i.listener, i.sequence FROM kernel_inbox i LEFT JOIN kernel_outbox o ON o.sequence = i.sequence WHERE o.sequence IS NULL", token);
        return new DeepFinding($"{await look.Count("SELECT count(*) FROM kernel_outbox", token)} events: none was given up.",
        [
            .. parked.Select(p => $"{p[0]} gave up '{p[1]}' about {p[2]} after {p[3]} tries: {p[4]}"),
            .. lost.Select(l => $"{l[0]} waits for event {l[1]}, which is not there."),
        ]) { ToDo = "The log says why each failed. What was given up waits in the database, and with it all that comes later about the same record." };
    }
}
