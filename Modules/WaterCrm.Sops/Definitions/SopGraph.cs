using WaterCrm.Kernel.Definitions;

namespace WaterCrm.Sops.Definitions;

/// <summary>Walks the steps before any case does: every step can be reached and left, every way leads to an end, no machine runs in a circle.</summary>
internal static class SopGraph
{
    public static void Check(DefinitionObject sop, IReadOnlyList<SopStep> steps, ReopenRule? reopen)
    {
        var byId = new Dictionary<string, SopStep>();
        for (var i = 0; i < steps.Count; i++)
            if (!byId.TryAdd(steps[i].Id, steps[i])) sop.Refuse($"steps[{i}].id", "The step '{0}' stands here twice.", steps[i].Id);

        if (UnknownTargets(sop, steps, byId) | UnknownReopening(sop, reopen, byId)) return;

        var reached = Walk(new[] { steps[0].Id, reopen?.Step }.OfType<string>(), id => byId[id].Outcomes.SelectMany(o => o.Targets));
        var ends = Walk(steps.Where(s => s.Outcomes.Any(o => o.End is not null)).Select(s => s.Id), id => steps.Where(s => s.Outcomes.SelectMany(o => o.Targets).Contains(id)).Select(s => s.Id));
        for (var i = 0; i < steps.Count; i++)
        {
            if (!reached.Contains(steps[i].Id)) sop.Refuse($"steps[{i}]", "No way leads to the step '{0}'.", steps[i].Id);
            if (!ends.Contains(steps[i].Id)) sop.Refuse($"steps[{i}]", "From the step '{0}' no way leads to an end.", steps[i].Id);
            if (RunsInACircle(steps[i], byId)) sop.Refuse($"steps[{i}].automatic", "The step '{0}' comes back to itself through automatic steps alone: it would run for ever.", steps[i].Id);
        }
    }

    private static bool UnknownTargets(DefinitionObject sop, IReadOnlyList<SopStep> steps, Dictionary<string, SopStep> byId)
    {
        var found = false;
        for (var i = 0; i < steps.Count; i++)
            for (var o = 0; o < steps[i].Outcomes.Count; o++)
                foreach (var unknown in steps[i].Outcomes[o].Targets.Where(t => !byId.ContainsKey(t)))
                {
                    sop.Refuse($"steps[{i}].outcomes[{o}]", "The step '{0}' does not exist.", unknown);
                    found = true;
                }
        return found;
    }

    private static bool UnknownReopening(DefinitionObject sop, ReopenRule? reopen, Dictionary<string, SopStep> byId)
    {
        if (reopen is null) return false;
        if (!byId.TryGetValue(reopen.Step, out var step)) sop.Refuse("reopen.step", "The step '{0}' does not exist.", reopen.Step);
        else if (step.Automatic is not null) sop.Refuse("reopen.step", "The step '{0}' is automatic: a case that is taken up again there would run on by itself.", reopen.Step);
        else return false;
        return true;
    }

    private static bool RunsInACircle(SopStep start, Dictionary<string, SopStep> byId) =>
        start.Automatic is not null && Walk(Targets(start), id => Targets(byId[id])).Contains(start.Id);

    private static IEnumerable<string> Targets(SopStep step) => step.Automatic?.Targets ?? [];

    private static HashSet<string> Walk(IEnumerable<string> from, Func<string, IEnumerable<string>> next)
    {
        var (reached, open) = (new HashSet<string>(), new Stack<string>(from));
        while (open.TryPop(out var id))
            if (reached.Add(id))
                foreach (var target in next(id)) open.Push(target);
        return reached;
    }
}
