using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Requests;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary>The files of a mail that came in and whose kinds are kept, in its order. They are kept as long as the mail is.</summary>
public sealed record FilesOfMail(Guid MailId) : IQuery<IReadOnlyList<StoredFile>>;

internal sealed class FilesOfMailHandler(KernelDbContext db) : IRequestHandler<FilesOfMail, IReadOnlyList<StoredFile>>
{
    public async Task<IReadOnlyList<StoredFile>> Handle(FilesOfMail request, CancellationToken token) =>
        await db.TakenMails.Where(m => m.Id == request.MailId).Select(m => m.Attachments).SingleOrDefaultAsync(token) is { } files ? JsonSerializer.Deserialize<List<StoredFile>>(files)! : [];
}
