using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.ByHand;

/// <summary>Notes that the acting person has posted a message where no transport reaches.</summary>
[Audited("messages.posted-by-hand", "Posted a message by hand")]
public sealed record PostByHand(Guid Id) : ICommand<Guid>;

/// <summary>Takes back a message that cannot be posted, and why.</summary>
[Audited("messages.not-posted", "Did not post a message")]
public sealed record DropByHand(Guid Id, string? Reason) : ICommand<Guid>
{
    public const int LongestReason = 300;
}

internal sealed class DropByHandRules : AbstractValidator<DropByHand>
{
    public DropByHandRules() => RuleFor(m => m.Reason).Cascade(CascadeMode.Stop).NotEmpty().WithMessage("Say in a few words why it is not posted.").MaximumLength(DropByHand.LongestReason).WithMessage("Use at most 300 characters.");
}

internal sealed class PostByHandHandler(KernelDbContext db, CommandScope command, HandChannels hands, IActor actor, LocalFormat show, TimeProvider clock) : IRequestHandler<PostByHand, Result<Guid>>, IRequestHandler<DropByHand, Result<Guid>>
{
    public Task<Result<Guid>> Handle(PostByHand request, CancellationToken token) => End(request.Id, MessageState.Sent, null, token);

    public Task<Result<Guid>> Handle(DropByHand request, CancellationToken token) => End(request.Id, MessageState.Cancelled, PlainText.Tidy(request.Reason!), token);

    /// <summary>One statement decides: of two who press at once, and of a person and a transport that was just set up, the second changes nothing.</summary>
    private async Task<Result<Guid>> End(Guid id, MessageState state, string? why, CancellationToken token)
    {
        if (await db.Messages.Where(m => m.Id == id).Select(m => m.Channel).FirstOrDefaultAsync(token) is not { } channel) return KernelErrors.NotFound;
        if (!hands.Has(channel)) return ByHandErrors.NotByHand;
        var ended = await command.Hold!.Execute(
            "UPDATE kernel_message SET \"State\" = @state, \"EndedAt\" = @now, \"TriedAt\" = @tried, \"Tries\" = \"Tries\" + @tries, \"HandledBy\" = @by, \"Failure\" = @why WHERE \"Id\" = @id AND \"State\" = 'Queued'",
            token, ("@state", state), ("@now", clock.Utc()), ("@tried", state is MessageState.Sent ? clock.Utc() : null), ("@tries", state is MessageState.Sent ? 1 : 0), ("@by", actor.Name), ("@why", why), ("@id", id));
        if (ended == 0) return await Earlier(id, token);

        command.Changed(new EntityChange(nameof(Message), id, nameof(EntityState.Modified), new Dictionary<string, string?[]> { [nameof(Message.State)] = [nameof(MessageState.Queued), state.ToString()] }));
        return id;
    }

    private async Task<Error> Earlier(Guid id, CancellationToken token)
    {
        var before = await db.Messages.Where(m => m.Id == id).Select(m => new { m.State, m.HandledBy, m.EndedAt }).FirstAsync(token);
        if (before is not { HandledBy: { } who, EndedAt: { } at }) return MessageErrors.NotWaiting;
        return (before.State is MessageState.Cancelled ? ByHandErrors.DroppedAlready : ByHandErrors.PostedAlready).With(who, show.DateAndTime(at));
    }
}
