using WaterCrm.Contracts.Complaints;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Domain;

/// <summary>
/// What somebody told the utility. How it is dealt with is the case's business: the columns that the work list shows are a copy
/// which the case writes through <see cref="Follow"/> in its own transaction.
/// </summary>
internal sealed class Complaint : Entity
{
    /// <summary>Where a list puts what is not due at any time: last.</summary>
    public static readonly DateTime NeverDue = new(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private bool isReopening;

    public string Number { get; private set; } = "";
    public int Year { get; private set; }
    public byte[] CodeHash { get; private set; } = [];
    public required string Kind { get; init; }
    public required Channel Channel { get; init; }
    public required DateTime ReportedAt { get; init; }
    public string Language { get; init; } = "en";

    public string Place { get; init; } = "";
    public string PlaceFolded { get; init; } = "";
    public string? Zone { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public string Text { get; init; } = "";

    public Guid? CustomerId { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactEmail { get; init; }
    public TellBy TellBy { get; init; }

    public Guid? CaseId { get; private set; }
    public CaseGroup Group { get; private set; }
    public bool IsOpen { get; private set; } = true;
    public string Step { get; private set; } = "";
    public DateTime? DueAt { get; private set; }

    /// <summary>The order of the lists: when it is due while it is open, when it was closed afterwards.</summary>
    public DateTime SortAt { get; private set; } = NeverDue;
    public string? Role { get; private set; }
    public Guid? Assignee { get; private set; }

    /// <summary>Some step of it was late, now or earlier.</summary>
    public bool WasLate { get; private set; }
    public int Escalations { get; private set; }
    public DateTime? ClosedAt { get; private set; }

    /// <summary>Until when it may be taken up again, as its procedure says. Imported history may not: nobody here has closed it.</summary>
    public DateTime? ReopenUntil { get; private set; }

    public string? Resolution { get; private set; }
    public int Reopened { get; private set; }

    /// <summary>When the customer last added something; the work list shows it until somebody of the utility has gone on.</summary>
    public DateTime? AddedAt { get; private set; }

    /// <summary>The system that an imported complaint comes from, and its id there: together unique.</summary>
    public string? ExternalSystem { get; private set; }
    public string? ExternalId { get; private set; }
    public bool IsImported { get; private set; }

    /// <summary>The system it comes from closed it before it was opened. Nobody knows which of the two is wrong, so both are kept.</summary>
    public bool ClosedBeforeOpened { get; private set; }

    /// <summary>The system it comes from called it open and gave a day of closing all the same. It is history, but somebody may want to look.</summary>
    public bool StateContradicted { get; private set; }

    public static Complaint Reported(Guid id, string kind, Channel channel, DateTime at, string place, string text, ReportDetails details) => new()
    {
        Id = id, Kind = kind, Channel = channel, ReportedAt = at, Place = place, PlaceFolded = FoldPlace(place), Text = text,
        Language = details.Language, Zone = details.Zone, Latitude = details.Latitude, Longitude = details.Longitude,
        CustomerId = details.CustomerId, ContactName = details.ContactName, ContactPhone = details.ContactPhone,
        ContactEmail = details.ContactEmail, TellBy = details.TellBy,
    };

    /// <summary>The same place written with or without marks and capitals. Folding sets Chinese characters apart, so the key may be longer than the place.</summary>
    public static string FoldPlace(string place) => Folding.Fold(place).Trim() is { Length: > Limits.PlaceKey } longer ? longer[..Limits.PlaceKey] : Folding.Fold(place).Trim();

    /// <summary>Gives it what people call it by, and tells the others.</summary>
    public void Name(string number, int year, TrackingCode code)
    {
        (Number, Year, CodeHash) = (number, year, code.Hash);
        Raise(new ComplaintReported
        {
            OccurredAt = ReportedAt, ComplaintId = Id, Number = number, Kind = Kind, Channel = Channel.ToString(), Zone = Zone, CustomerId = CustomerId,
        });
    }

    /// <summary>Copies where the case stands.</summary>
    public void Follow(CaseState state, DateTime now)
    {
        var (wasOpen, before) = (IsOpen, Step);
        (CaseId, Group, Step, DueAt, Role, Assignee) = (state.CaseId, state.Group, state.Step, state.DueAt, state.Role, state.Assignee);
        (Escalations, ClosedAt, ReopenUntil) = (state.Escalations, state.ClosedAt, state.ReopenUntil);
        WasLate |= state.IsLate;
        if (Step != before) AddedAt = null;   // whoever took the step has read the page
        IsOpen = state.Group is not CaseGroup.Done;
        SortAt = IsOpen ? DueAt ?? NeverDue : ClosedAt ?? now;

        // From the page of the case, where nobody asks the complaint first.
        if (!wasOpen && IsOpen && !isReopening) CountReopening(byCustomer: false, now);
        if (wasOpen && !IsOpen)
            Raise(new ComplaintClosed
            {
                OccurredAt = ClosedAt ?? now, ComplaintId = Id, Number = Number, Kind = Kind, CustomerId = CustomerId, Outcome = Step, ResolvedInTime = !WasLate,
            });
    }

    public bool MayBeReopened(DateTime now) => !IsOpen && ReopenUntil >= now;

    /// <summary>The customer says it is not fixed, or somebody of the utility saw it.</summary>
    public Result<Complaint> Reopen(bool byCustomer, DateTime now)
    {
        if (IsOpen) return ComplaintErrors.NotClosed;
        if (!MayBeReopened(now)) return IsImported && ReopenUntil is null ? ComplaintErrors.ClosedElsewhere : ComplaintErrors.TooLateToReopen;

        isReopening = true;
        CountReopening(byCustomer, now);
        return this;
    }

    private void CountReopening(bool byCustomer, DateTime now)
    {
        Reopened++;
        Raise(new ComplaintReopened { OccurredAt = now, ComplaintId = Id, Number = Number, Kind = Kind, CustomerId = CustomerId, ByCustomer = byCustomer });
    }

    /// <summary>Takes what somebody adds later.</summary>
    public Result<Addition> Add(string? author, string text, int already, bool reopening, Guid id, DateTime now)
    {
        if (already >= Addition.Most) return ComplaintErrors.TooManyAdditions.With(Addition.Most);

        if (author is null) AddedAt = now;
        return Addition.By(author, Id, text, now, id, reopening);
    }

    /// <summary>Gives it a new tracking code; the old one no longer opens anything.</summary>
    public void Renew(TrackingCode code) => CodeHash = code.Hash;
}

/// <summary>What a report may say beyond the kind, the place and the text.</summary>
internal sealed record ReportDetails
{
    public string Language { get; init; } = "en";
    public string? Zone { get; init; }
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public Guid? CustomerId { get; init; }
    public string? ContactName { get; init; }
    public string? ContactPhone { get; init; }
    public string? ContactEmail { get; init; }
    public TellBy TellBy { get; init; }
}
