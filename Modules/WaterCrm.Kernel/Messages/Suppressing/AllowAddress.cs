using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>Writes to a suppressed address again: from now on, not what was not sent meanwhile. What it has refused before counts no more.</summary>
/// <param name="Id">Of the suppression.</param>
[Audited("messages.address-allowed", "Allowed messages to an address again")]
public sealed record AllowAddress(Guid Id) : ICommand<Guid>, IAbout
{
    Guid IAbout.About => Id;
}

internal sealed class AllowAddressHandler(KernelDbContext db, CommandScope command) : IRequestHandler<AllowAddress, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(AllowAddress request, CancellationToken token)
    {
        if (await db.Suppressions.FirstOrDefaultAsync(s => s.Id == request.Id, token) is not { } suppression) return MessageErrors.NotSuppressed;

        db.Suppressions.Remove(suppression);
        await db.SaveChangesAsync(token);
        await command.Hold!.Execute("UPDATE kernel_received_mail SET \"IsHard\" = FALSE WHERE \"Recipient\" = @recipient AND \"IsHard\"", token, ("@recipient", suppression.Recipient));
        return suppression.Id;
    }
}
