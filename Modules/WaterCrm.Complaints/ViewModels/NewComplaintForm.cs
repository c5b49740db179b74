using WaterCrm.Complaints.Features;
using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Web;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.ViewModels;

/// <summary>The desk's form as it was typed.</summary>
public sealed class NewComplaintForm
{
    public string? Proof { get; set; }

    /// <summary>Telephone, name or account number of whoever calls.</summary>
    public string? Caller { get; set; }

    /// <summary>The customer that was chosen, and the place: <c>customer</c> or <c>customer/premises</c>.</summary>
    public string? Chosen { get; set; }
    public string? Kind { get; set; }
    public string? Place { get; set; }
    public string? Zone { get; set; }
    public string? Text { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? ContactEmail { get; set; }
    public Channel Channel { get; set; } = Channel.Phone;
    public TellBy TellBy { get; set; } = TellBy.Message;

    /// <summary>The language one speaks with the caller; empty for the chosen customer's.</summary>
    public string? Language { get; set; }

    public Guid? ChosenCustomer => Guid.TryParse(Chosen?.Split('/')[0], out var customer) ? customer : null;

    public Guid? ChosenPremises => Guid.TryParse(Chosen?.Split('/').ElementAtOrDefault(1), out var premises) ? premises : null;

    public RecordComplaint ToRequest(FormKey form, CustomerPlace? at, string language) => new()
    {
        Form = form, Channel = Channel, Kind = Kind ?? "", Text = Text ?? "", CustomerId = ChosenCustomer, TellBy = TellBy, Language = language,
        Place = string.IsNullOrWhiteSpace(Place) ? at?.Address ?? "" : Place,
        Zone = !string.IsNullOrWhiteSpace(Zone) ? Zone : string.IsNullOrWhiteSpace(Place) ? at?.ZoneCode : null,
        ContactName = ContactName, ContactEmail = ContactEmail,
        ContactPhone = string.IsNullOrWhiteSpace(ContactPhone) && PlainWords.IsPhone(Caller) ? Caller : ContactPhone,
    };
}

/// <summary>The form with what it offers.</summary>
public sealed record NewComplaintPage(NewComplaintForm Typed, CallerMatches Callers, IReadOnlyDictionary<string, string> Zones);

/// <summary>Who may be calling; the one who was chosen is among them, whatever was typed since.</summary>
public sealed record CallerMatches(string? Caller, string? Chosen, IReadOnlyList<CallerMatch> Found);

/// <summary>What is read out to the caller, in their language. The code is known only right after recording.</summary>
public sealed record RecordedPage(ComplaintView Complaint, string? Code, Listener Listener);
