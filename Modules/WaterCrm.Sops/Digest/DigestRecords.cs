using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Sops.Digest;

/// <summary>Colleagues on whose inbox the mail of the day is tried.</summary>
internal sealed class DigestRecords(IMediator mediator, IPeople people, ColleagueInbox inbox, DigestValues values, IStringLocalizer<Startup> S) : IMessageRecords
{
    public IReadOnlyCollection<string> Kinds { get; } = [TaskMessages.Digest];

    public Permission Permission => KernelPermissions.ManagePeople;

    public string Named => S["Sign-in name of a colleague"];

    public async Task<IReadOnlyDictionary<string, object?>?> Find(MessageKind kind, string typed, CancellationToken token) =>
        await mediator.Send(new FindPersonByName(typed), token) is { } id && (await people.ToWriteTo(SopsPermissions.Answer, token)).FirstOrDefault(p => p.Id == id) is { } colleague
            ? new Dictionary<string, object?>(values.Of(colleague.Name, await inbox.Of(colleague, Languages.Current, token))) { ["tasks.link"] = kind.Placeholders.First(p => p.Name == "tasks.link").Sample }
            : null;
}
