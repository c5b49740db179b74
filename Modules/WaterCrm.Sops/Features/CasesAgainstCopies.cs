using System.Globalization;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Health.Deep;
using WaterCrm.Sops.Data;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>Each case with its own steps, and with what the row of its subject says of it.</summary>
internal sealed class CasesAgainstCopies(SopsDbContext db, IEnumerable<ISubject> subjects) : IDeepCheck
{
    private const int AtATime = 500;

    // Beside a running server a row and its case may be read a moment apart; so what did not agree is looked at again, as long as it is not too much.
    private const int LookedAtAgain = 2000;

    public string Name => "cases";

    public async Task<DeepFinding> Look(CancellationToken token)
    {
        List<string> wrong = [];
        foreach (var name in await db.Cases.Where(c => (c.Group == CaseGroup.Done) == c.Tasks.Any(t => t.State == TaskState.Open)).Select(c => c.SubjectName).ToListAsync(token))
            wrong.Add($"{name}: its case has no open step though it runs on, or one though it has ended.");
        foreach (var name in await db.Cases.Where(c => (c.Group == CaseGroup.Done) != (c.ClosedAt != null)).Select(c => c.SubjectName).ToListAsync(token))
            wrong.Add($"{name}: its case has ended and has no moment of ending, or the other way round.");

        var compared = 0;
        foreach (var subject in subjects)
        {
            HashSet<Guid> met = [];
            var breaches = await Compare(subject.Copies(null), met, token);
            compared += met.Count;
            if (breaches.Count is > 0 and <= LookedAtAgain) breaches = await Compare(subject.Copies([.. breaches.Select(b => b.Subject).Distinct()]), [], token);
            wrong.AddRange(breaches.Select(b => b.What));
            wrong.AddRange(await WithoutSubject(subject, met, token));
        }

        return new DeepFinding($"{compared} cases are shown in the lists as they stand.", wrong) { ToDo = "The case is the truth. Whatever is done next with such a case writes its row anew; the page of the case shows how it stands." };
    }

    private async Task<List<(Guid Subject, string What)>> Compare(IAsyncEnumerable<SubjectCopy> copies, HashSet<Guid> met, CancellationToken token)
    {
        List<(Guid, string)> breaches = [];
        await foreach (var some in copies.Chunk(AtATime).WithCancellation(token))
        {
            var ids = some.Select(c => c.Id).ToList();
            var cases = (await db.Cases.Include(c => c.Tasks.Where(t => t.State == TaskState.Open)).Where(c => ids.Contains(c.SubjectId)).ToListAsync(token)).ToLookup(c => c.SubjectId);
            foreach (var copy in some)
            {
                var run = cases[copy.Id].FirstOrDefault(c => c.Id == copy.State?.CaseId);
                if (run is not null) met.Add(run.Id);
                breaches.AddRange(Breaches(copy, run, cases[copy.Id].Any()).Select(what => (copy.Id, $"{copy.Name}: {what}")));
            }
        }

        return breaches;
    }

    private static IEnumerable<string> Breaches(SubjectCopy copy, Case? run, bool hasCases) => (copy.State, run) switch
    {
        (null, _) when hasCases => ["there is a case about it, and its row names none."],
        (null, _) => copy.NeedsCase ? ["it has no case. An import that is under way makes it at its end; else nobody is told to do anything."] : [],
        (_, null) => ["its row names a case that is not there."],
        ({ } row, { } found) => Differences(row, CaseDesk.StateOf(found)),
    };

    private static IEnumerable<string> Differences(CaseState row, CaseState found)
    {
        (string What, object? Row, object? Case)[] pairs =
        [
            ("state", row.Group, found.Group), ("step", row.Step, found.Step), ("due", row.DueAt, found.DueAt), ("role", row.Role, found.Role), ("assignee", row.Assignee, found.Assignee),
            ("escalations", row.Escalations, found.Escalations), ("closed", row.ClosedAt, found.ClosedAt), ("may be reopened until", row.ReopenUntil, found.ReopenUntil), ("late", row.IsLate || !found.IsLate, true),
        ];
        return pairs.Where(p => !Equals(p.Row, p.Case)).Select(p => p.What == "late" ? "its case is late, and the list does not say so." : $"the list says {p.What} {Text(p.Row)}, its case says {Text(p.Case)}.");
    }

    /// <summary>Cases of this kind of subject that no row named.</summary>
    private async Task<List<string>> WithoutSubject(ISubject subject, HashSet<Guid> met, CancellationToken token)
    {
        List<(Guid Subject, string Name)> alone = [];
        await foreach (var run in db.Cases.Where(c => c.SubjectKind == subject.Kind).Select(c => new { c.Id, c.SubjectId, c.SubjectName }).AsAsyncEnumerable().WithCancellation(token))
            if (!met.Contains(run.Id)) alone.Add((run.SubjectId, run.SubjectName));
        if (alone.Count is 0 or > LookedAtAgain) return [.. alone.Select(Said)];

        // What was opened meanwhile has its row by now; and a subject may have had another case before.
        HashSet<Guid> there = [];
        await foreach (var copy in subject.Copies([.. alone.Select(a => a.Subject)]).WithCancellation(token)) there.Add(copy.Id);
        return [.. alone.Where(a => !there.Contains(a.Subject)).Select(Said)];

        static string Said((Guid Subject, string Name) a) => $"{a.Name}: there is a case about it, and the record is not there.";
    }

    private static string Text(object? value) => value switch
    {
        null => "nothing",
        DateTime at => at.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
