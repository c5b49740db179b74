using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages;

/// <summary>About whom or what messages of one purpose were ordered already, whatever became of them: whoever writes to many need not make up what is ordered.</summary>
/// <param name="Purpose">As <see cref="Envelope.Purpose"/>.</param>
/// <param name="Kind">Of what the messages are about.</param>
public sealed record FindWrittenTo(string Purpose, string Kind) : IQuery<IReadOnlySet<Guid>>;

internal sealed class FindWrittenToHandler(KernelDbContext db) : IRequestHandler<FindWrittenTo, IReadOnlySet<Guid>>
{
    public async Task<IReadOnlySet<Guid>> Handle(FindWrittenTo request, CancellationToken token) =>
        await db.Messages.Where(m => m.Purpose == request.Purpose && m.SubjectKind == request.Kind).Select(m => m.SubjectId).ToHashSetAsync(token);
}
