using System.Security.Claims;

namespace WaterCrm.Kernel.Composition;

/// <summary>
/// The questions of one person's start page: those of their roles, the first seven. Whoever has only roles of the utility's own making, or may do everything,
/// gets the first seven they may see.
/// </summary>
public sealed class StartPage(Contributions<IStartQuestion> questions)
{
    public const int MostQuestions = 7, MostLines = 5;

    /// <returns>The answers that have something to say; null in the place of one that failed.</returns>
    public async Task<IReadOnlyList<StartAnswer?>> Answer(ClaimsPrincipal reader, CancellationToken token)
    {
        List<StartAnswer?> answers = [];
        // In one scope and one after the other: what the questions of a module have in common is asked of the database once.
        foreach (var question in For(reader)) answers.Add(await question.Ask((q, limit) => q.Ask(MostLines, limit), token));
        return [.. answers.Where(a => a is not { Count: 0 })];
    }

    /// <summary>One that cannot even say whose it is takes nobody's place; its box stands below.</summary>
    internal IEnumerable<Contributed<IStartQuestion>> For(ClaimsPrincipal reader)
    {
        var seen = questions.For(reader, q => q.Permission, q => q.Order);
        var own = seen.Where(q => !q.HasFailed && q.TryRead(asked => asked.Roles.Any(reader.IsInRole), out var isOwn) && isOwn).ToList();
        return [.. (own.Count > 0 ? own : seen.Where(q => !q.HasFailed)).Take(MostQuestions), .. seen.Where(q => q.HasFailed)];
    }
}
