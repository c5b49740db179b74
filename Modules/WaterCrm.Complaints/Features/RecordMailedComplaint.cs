using MediatR;
using Microsoft.Extensions.Localization;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Messages.Incoming;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Complaints.Features;

/// <summary>Makes a complaint of a mail, as exactly as a mail says it: somebody at the desk finds out the rest. One mail makes one complaint.</summary>
[Audited("complaints.mail-recorded", "Recorded a mail as a complaint")]
internal sealed record RecordMailedComplaint(Guid MailId, string From) : ICommand<RecordedComplaint>
{
    public required string Name { get; init; }
    public required string Title { get; init; }
    public required string Text { get; init; }
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

internal sealed class RecordMailedComplaintHandler(ComplaintKinds kinds, IMediator mediator, Utility utility, IStringLocalizer<Startup> S, TimeProvider clock) : IRequestHandler<RecordMailedComplaint, Result<RecordedComplaint>>
{
    private const string Unsorted = "other";

    public async Task<Result<RecordedComplaint>> Handle(RecordMailedComplaint request, CancellationToken token)
    {
        var files = await mediator.Send(new FilesOfMail(request.MailId), token);
        StoredFile[] pictures = [.. files.Where(MailWords.IsPicture).Take(Limits.Photos)];
        var (customer, language, place) = await Writer(request.From, token);
        var address = PlainWords.IsEmail(request.From) ? PlainWords.OrNull(request.From) : null;
        return await mediator.Send(new RecordComplaint
        {
            Form = FormKey.New(), Kind = (kinds.Find(Unsorted) ?? kinds.All[^1]).Code, Channel = Channel.Mail,
            Place = place ?? MailWords.Shortened(S["see the mail from {0}", request.From], Limits.Place), Text = MailWords.Of(Words(request), address is null ? request.From : null, [.. files.Except(pictures).Select(f => f.Name), .. request.LeftOut], S),
            CustomerId = customer, ContactName = MailWords.Shortened(request.Name, Limits.Name), ContactEmail = address, TellBy = address is null ? TellBy.No : TellBy.Mail,
            Language = language ?? utility.Language.Culture.Name, Photos = [.. pictures.Select(p => p with { Id = Ids.New(clock) })],
        }, token);
    }

    /// <summary>The customer whose address it is, when it is exactly one's; and the place, when there is exactly one they use now.</summary>
    private async Task<(Guid? Customer, string? Language, string? Place)> Writer(string address, CancellationToken token)
    {
        if (address.Length == 0 || await mediator.Send(new CustomersWithEmail(address), token) is not [var customer]) return (null, null, null);
        var name = (await mediator.Send(new NamesOf([customer]), token)).GetValueOrDefault(customer);
        var places = (await mediator.Send(new PremisesFor(customer), token)).Where(p => p.To is null).ToList();
        return (customer, name?.Addressee.Language, places is [var one] ? MailWords.Shortened(one.Address, Limits.Place) : null);
    }

    private static string Words(RecordMailedComplaint mail) => string.Join("\n\n", new[] { mail.Title, mail.Text }.Where(t => t.Length > 0));
}
