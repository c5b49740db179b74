using System.Security.Claims;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Composition;

/// <summary>
/// The questions of one person's start page: those of their roles, the first seven. Whoever has only roles of the utility's own making, or may do everything,
/// gets the first seven they may see.
/// </summary>
public sealed class StartPage(IEnumerable<IStartQuestion> questions, ILogger<StartPage> log)
{
    public const int MostQuestions = 7, MostLines = 5;

    /// <returns>The answers that have something to say; null in the place of one that failed.</returns>
    public async Task<IReadOnlyList<StartAnswer?>> Answer(ClaimsPrincipal reader, CancellationToken token)
    {
        List<StartAnswer?> answers = [];
        foreach (var question in For(reader))
        {
            try
            {
                // In one scope and one after the other: what the questions of a module have in common is asked of the database once.
                if (await question.Ask(MostLines, token) is { Count: > 0 } answer) answers.Add(answer);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "The question {Question} of the start page failed", question.GetType().FullName);
                answers.Add(null);
            }
        }
        return answers;
    }

    internal IEnumerable<IStartQuestion> For(ClaimsPrincipal reader)
    {
        var seen = questions.Where(q => PermissionRequirement.Has(reader, q.Permission)).OrderBy(q => q.Order).ToList();
        var own = seen.Where(q => q.Roles.Any(reader.IsInRole)).ToList();
        return (own.Count > 0 ? own : seen).Take(MostQuestions);
    }
}
