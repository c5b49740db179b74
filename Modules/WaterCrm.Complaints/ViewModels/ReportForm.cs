using Microsoft.AspNetCore.Http;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Complaints.ViewModels;

/// <summary>The public report as it was typed.</summary>
public sealed class ReportForm
{
    public string? Proof { get; set; }
    public string? Kind { get; set; }
    public string? Place { get; set; }
    public string? Text { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPhone { get; set; }
    public string? ContactEmail { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    public List<IFormFile> Photos { get; set; } = [];

    /// <summary>Hidden from people; programs that fill in every field fill in this one too.</summary>
    public string? Website { get; set; }

    public RecordComplaint ToRequest(FormKey form, string language) => new()
    {
        Form = form, Channel = Channel.Web, Kind = Kind ?? "", Place = Place ?? "", Text = Text ?? "", Latitude = Latitude, Longitude = Longitude,
        ContactName = ContactName, ContactPhone = ContactPhone, ContactEmail = ContactEmail, Language = language,
        Sent = [.. Photos.Select(p => new SentPhoto(p.FileName, p.OpenReadStream))],
        TellBy = !string.IsNullOrWhiteSpace(ContactEmail) ? TellBy.Mail : !string.IsNullOrWhiteSpace(ContactPhone) ? TellBy.Message : TellBy.No,
    };
}
