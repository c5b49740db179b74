using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Log;

/// <summary>Takes back a message that waits. What was handed to a transport cannot be called back.</summary>
[Audited("messages.cancelled", "Cancelled a message")]
public sealed record CancelMessage(Guid Id) : ICommand<Guid>;

/// <summary>Notes that somebody takes the list out of the system. The rows themselves are read page by page.</summary>
[Audited("messages.exported", "Exported the list of messages")]
public sealed record ExportMessages : ICommand<bool>;

internal sealed class CancelMessageHandler(KernelDbContext db, CommandScope command, TimeProvider clock) : IRequestHandler<CancelMessage, Result<Guid>>, IRequestHandler<ExportMessages, Result<bool>>
{
    /// <summary>One statement decides: a sender that takes it at the same moment either comes too late or was first.</summary>
    public async Task<Result<Guid>> Handle(CancelMessage request, CancellationToken token)
    {
        var cancelled = await command.Hold!.Execute(
            "UPDATE kernel_message SET \"State\" = @cancelled, \"EndedAt\" = @now WHERE \"Id\" = @id AND \"State\" = 'Queued'", token, ("@cancelled", MessageState.Cancelled), ("@now", clock.Utc()), ("@id", request.Id));
        if (cancelled == 0) return await db.Messages.AnyAsync(m => m.Id == request.Id, token) ? MessageErrors.NotWaiting : KernelErrors.NotFound;

        command.Changed(new EntityChange(nameof(Message), request.Id, nameof(EntityState.Modified), new Dictionary<string, string?[]> { [nameof(Message.State)] = [nameof(MessageState.Queued), nameof(MessageState.Cancelled)] }));
        return request.Id;
    }

    public Task<Result<bool>> Handle(ExportMessages request, CancellationToken token) => Task.FromResult<Result<bool>>(true);
}
