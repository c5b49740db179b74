using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Domain;
using WaterCrm.Complaints.Kinds;
using WaterCrm.Customers;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Web;
using WaterCrm.Kernel.Words;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.Features;

/// <summary>Takes a complaint, in public or at the desk. The same form sent again gives the same complaint.</summary>
[Audited("complaints.recorded", "Recorded a complaint")]
public sealed record RecordComplaint : ICommand<RecordedComplaint>
{
    public required FormKey Form { get; init; }
    public string Kind { get; init; } = "";
    public Channel Channel { get; init; } = Channel.Web;
    public string Place { get; init; } = "";
    public string Text { get; init; } = "";
    public string? Zone { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public Guid? CustomerId { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactEmail { get; init; }
    public TellBy TellBy { get; init; }
    public string Language { get; init; } = "en";

    /// <summary>Pictures as they were sent. They are checked and taken in before the transaction.</summary>
    public IReadOnlyList<SentPhoto> Sent { get; init; } = [];

    /// <summary>Pictures that were taken in.</summary>
    public IReadOnlyList<StoredFile> Photos { get; init; } = [];
}

/// <summary>A picture on its way in.</summary>
public sealed record SentPhoto(string Name, Func<Stream> Open);

/// <summary>What the person is told at once.</summary>
/// <param name="Id">The complaint.</param>
/// <param name="Number">To be read out.</param>
/// <param name="Code">Opens the tracking page; nobody can look it up later.</param>
public sealed record RecordedComplaint(Guid Id, string Number, string Code) : IAbout
{
    Guid IAbout.About => Id;
}

internal sealed class RecordComplaintValidator : AbstractValidator<RecordComplaint>
{
    public RecordComplaintValidator(ComplaintKinds kinds)
    {
        RuleFor(r => r.Kind).Must(kind => kinds.Find(kind) is not null).WithMessage("Choose what it is about.");
        RuleFor(r => r.Place).Must(PlainWords.SaysSomething).WithMessage("Say where it is: street and house number, or a place one can find.");
        RuleFor(r => r.Place).MaximumLength(Limits.Place).WithMessage("Say where it is in at most 200 characters; the rest fits below.");
        RuleFor(r => r.Place).Readable();
        RuleFor(r => r.Text).MaximumLength(Limits.Text).WithMessage("This is longer than 4,000 characters. Shorten it, or add a photo of the document.");
        RuleFor(r => r.Text).Readable();
        RuleFor(r => r.Zone).MaximumLength(Limits.Zone).WithMessage("Choose a zone from the list.");
        RuleFor(r => r.ContactName).MaximumLength(Limits.Name).WithMessage("A name has at most 100 characters.").Readable();
        RuleFor(r => r.ContactPhone).Must(phone => PlainWords.IsPhone(phone)).WithMessage("Write the telephone number in digits, such as 0912 345 678.");
        RuleFor(r => r.ContactEmail).Must(mail => PlainWords.IsEmail(mail)).WithMessage("Write the mail address as in name@example.com.");
        RuleFor(r => r.Sent.Count).LessThanOrEqualTo(Limits.Photos).OverridePropertyName(PhotoIntake.Field).WithMessage("At most five photos. Choose the five that show it best.");
        RuleFor(r => r.Latitude).Must(v => v is null or (>= -90 and <= 90)).WithMessage("A latitude lies between -90 and 90.");
        RuleFor(r => r.Longitude).Must(v => v is null or (>= -180 and <= 180)).WithMessage("A longitude lies between -180 and 180.");
        RuleFor(r => r.Latitude).Must((r, latitude) => latitude.HasValue == r.Longitude.HasValue).WithMessage("Give latitude and longitude, or neither.");
    }
}

internal sealed class RecordComplaintHandler(
    ComplaintsDbContext db, CommandScope command, Numbers numbers, ISearchIndex search, KeptFiles kept, IMediator mediator, Utility utility, TimeProvider clock)
    : IRequestHandler<RecordComplaint, Result<RecordedComplaint>>
{
    public const string Sop = "complaints.complaint";

    public async Task<Result<RecordedComplaint>> Handle(RecordComplaint request, CancellationToken token)
    {
        var code = TrackingCode.Of(request.Form);
        var id = Ids.New(clock);
        if (!await IsFirst(request.Form, id, token)) return await Earlier(request.Form, code, token);

        var (now, place, text) = (clock.Utc(), request.Place.Trim(), request.Text.Trim());
        var complaint = Complaint.Reported(id, request.Kind, request.Channel, now, place, text, DetailsOf(request));
        db.Complaints.Add(complaint);

        var year = TimeZoneInfo.ConvertTimeFromUtc(now, utility.Zone).Year;
        complaint.Name(await numbers.Next("C", year, token), year, code);
        foreach (var (photo, ordinal) in request.Photos.Select((photo, i) => (photo, i + 1))) db.Photos.Add(Photo.Of(id, ordinal, photo));
        await kept.Keep(request.Photos, token);
        await db.SaveChangesAsync(token);
        await search.Put(command.Hold!, ComplaintsDbContext.Prefix, id, string.Join('\n', complaint.Number, place, text, request.ContactName, request.ContactPhone), token);

        var opened = await mediator.Send(new OpenCase
        {
            Sop = Sop, SubjectKind = ComplaintSubject.KindName, SubjectId = id, SubjectName = complaint.Number, Variety = request.Kind,
            AlreadyTaken = AlreadyTaken(request),
        }, token);
        if (opened.Error is { } error) return error;
        if (request.CustomerId is { } customer && await Note(customer, complaint, token) is { } unknown) return unknown;
        return new RecordedComplaint(id, complaint.Number, code.Written);
    }

    /// <summary>A contact like any other: it stands in the customer's timeline. It also finds out whether there is such a customer.</summary>
    private async Task<Error?> Note(Guid customer, Complaint complaint, CancellationToken token) => (await mediator.Send(new NoteInteraction
    {
        CustomerId = customer, Direction = InteractionDirection.In, Channel = ContactBy(complaint.Channel), SubjectKind = ComplaintSubject.KindName,
        SubjectId = complaint.Id, SubjectName = complaint.Number, Summary = complaint.Text.Length > 0 ? Shortened(complaint.Text) : complaint.Place,
    }, token)).Error;

    private static string Shortened(string text) => text.Length <= 500 ? text : text[..(char.IsHighSurrogate(text[498]) ? 498 : 499)] + "…";

    private static InteractionChannel ContactBy(Channel channel) => channel switch
    {
        Channel.Phone => InteractionChannel.Telephone,
        Channel.Counter => InteractionChannel.Counter,
        Channel.Web => InteractionChannel.Web,
        Channel.Mail => InteractionChannel.Email,
        Channel.Message => InteractionChannel.Sms,
        Channel.Letter => InteractionChannel.Letter,
        Channel.Social => InteractionChannel.Messenger,
        _ => InteractionChannel.Other,
    };

    /// <summary>
    /// Whoever reads this has received it. In public, at the telephone and at the counter the person has the number before they go;
    /// a letter or mail still has to be acknowledged.
    /// </summary>
    private static string[] AlreadyTaken(RecordComplaint request) => request.Channel switch
    {
        Channel.Phone or Channel.Counter => ["recorded", "acknowledged"],
        Channel.Web => ["recorded", (request.ContactPhone ?? request.ContactEmail) is null ? "no-contact" : "acknowledged"],
        _ => ["recorded"],
    };

    private static ReportDetails DetailsOf(RecordComplaint request) => new()
    {
        Language = request.Language, Zone = PlainWords.OrNull(request.Zone), Latitude = request.Latitude, Longitude = request.Longitude,
        CustomerId = request.CustomerId, ContactName = PlainWords.OrNull(request.ContactName), ContactPhone = PlainWords.OrNull(request.ContactPhone),
        ContactEmail = PlainWords.OrNull(request.ContactEmail), TellBy = request.TellBy,
    };

    /// <summary>Of two who send the same form at the same moment, the database lets one pass and makes the other wait until the first has finished.</summary>
    private async Task<bool> IsFirst(FormKey form, Guid id, CancellationToken token) => await command.Hold!.Execute(
        "INSERT INTO complaints_receipt (\"Form\", \"ComplaintId\") VALUES (@form, @id) ON CONFLICT (\"Form\") DO NOTHING",
        token, ("@form", form.Derive("receipt")), ("@id", id)) == 1;

    private async Task<RecordedComplaint> Earlier(FormKey form, TrackingCode code, CancellationToken token)
    {
        var receipt = form.Derive("receipt");
        var earlier = await (from r in db.Set<Receipt>() join c in db.Complaints on r.ComplaintId equals c.Id where r.Form == receipt select new { c.Id, c.Number }).SingleAsync(token);
        return new RecordedComplaint(earlier.Id, earlier.Number, code.Written);
    }
}
