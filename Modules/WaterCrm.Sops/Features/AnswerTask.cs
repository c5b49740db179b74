using FluentValidation;
using MediatR;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Features;

/// <summary>A person fills in the form of a step and says how it went. The case moves on by the outcome.</summary>
[Audited("sops.task-answered", "Answered a task")]
public sealed record AnswerTask : ICommand<TaskAnswered>, IAbout
{
    public required Guid TaskId { get; init; }

    /// <summary>The id of one of the step's outcomes.</summary>
    public required string Outcome { get; init; }

    /// <summary>The fields as they were posted, by the ids of the step's form.</summary>
    public IReadOnlyDictionary<string, StringValues> Fields { get; init; } = new Dictionary<string, StringValues>();

    public string? Comment { get; init; }

    /// <summary>The task's turn as the person saw it; null where nobody could have come between. The clock marking a task late is no turn.</summary>
    public int? Version { get; init; }

    Guid IAbout.About => TaskId;
}

/// <summary>Where the case stands after an answer.</summary>
public sealed record TaskAnswered(Guid CaseId, string SubjectKind, Guid SubjectId, CaseGroup Group, string Step);

internal sealed class AnswerTaskValidator : AbstractValidator<AnswerTask>
{
    public AnswerTaskValidator() => RuleFor(a => a.Comment).MaximumLength(4000).WithMessage("Keep it below 4,000 characters.");
}

internal sealed class AnswerTaskHandler(CaseDesk desk, StepRights rights, LocalFormat format) : IRequestHandler<AnswerTask, Result<TaskAnswered>>
{
    public async Task<Result<TaskAnswered>> Handle(AnswerTask request, CancellationToken token)
    {
        if (await desk.TakeByTask(request.TaskId, token) is not ({ Case: var run, Act: var act }, var task)) return SopErrors.TaskNotFound;
        if (task.State is TaskState.Answered) return SopErrors.AlreadyAnswered.With(task.AnsweredBy!, format.DateAndTime(task.AnsweredAt!.Value));
        if (task.State is TaskState.Dropped) return SopErrors.MovedOn;
        var reach = await rights.Of(token);
        if (reach.Refuse(task, act.Sop) is { } forbidden) return forbidden;
        if (request.Version is { } seen && seen != task.Turn) return SopErrors.HandledMeanwhile;
        if (act.Sop[task.Step].Find(request.Outcome) is not { } outcome) return SopErrors.UnknownOutcome;

        var reading = FormReader.Read(act.Sop[task.Step].Form, request.Fields, draft: outcome.FormOptional);
        List<FieldError> problems = [.. reading.Problems];
        if (outcome.NeedsComment && string.IsNullOrWhiteSpace(request.Comment)) problems.Add(SopErrors.CommentMissing);
        if (problems.Count > 0) return KernelErrors.Invalid with { Fields = problems };

        run.Answer(task, outcome, reading.Values, string.IsNullOrWhiteSpace(request.Comment) ? null : request.Comment.Trim(), act with { For = reach.For(task) });
        await desk.Save(run, token);
        return new TaskAnswered(run.Id, run.SubjectKind, run.SubjectId, run.Group, run.Step);
    }
}
