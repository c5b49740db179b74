using System.Globalization;
using MediatR;
using WaterCrm.Kernel.Messages;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Features;

namespace WaterCrm.Sops.Digest;

/// <summary>Writes one colleague what waits. On one day it is written once, however often this is sent.</summary>
/// <param name="To">The colleague, who has an address for mail.</param>
/// <param name="Tasks">As the colleague's inbox shows them.</param>
/// <param name="Day">Of the utility.</param>
[Audited("sops.digest-written", "Wrote a colleague what waits")]
internal sealed record WriteDigest(Addressee To, TaskList Tasks, DateOnly Day) : ICommand<Guid>, IAbout
{
    Guid IAbout.About => To.Id;

    public static string PurposeOf(DateOnly day) => $"{TaskMessages.Digest}:{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}

internal sealed class WriteDigestHandler(MessageDesk desk, DigestValues values, Utility utility, LocalFormat local) : IRequestHandler<WriteDigest, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(WriteDigest request, CancellationToken token)
    {
        var (to, tasks, language) = (request.To, request.Tasks, Languages.Find(request.To.Language) ?? utility.Language);
        using var speaking = Languages.Speaking(language);
        var ordered = await desk.Write(
            new Envelope
            {
                Purpose = WriteDigest.PurposeOf(request.Day), About = ("person", to.Id), Channel = MessageChannels.Email, Address = to.Email!, Name = to.Name, PersonId = to.Id,
                Language = language.Culture.Name, UselessAt = local.EndOf(request.Day),
            },
            TaskMessages.Digest,
            values.Of(to.Name, tasks),
            token);
        return ordered.Error is { } error ? error : ordered.Value.Id;
    }
}
