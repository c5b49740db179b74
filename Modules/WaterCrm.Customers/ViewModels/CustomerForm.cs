using Microsoft.Extensions.Localization;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Features;

namespace WaterCrm.Customers.ViewModels;

/// <summary>The form for a new or changed customer, as it is typed: telephones and mails one a line.</summary>
public sealed class CustomerForm
{
    public CustomerKind Kind { get; set; }
    public string? Name { get; set; }
    public string? Code { get; set; }
    public string? Phones { get; set; }
    public string? Emails { get; set; }
    public string? Language { get; set; }
    public string? FormOfAddress { get; set; }
    public string? CalledAs { get; set; }
    public string? Note { get; set; }
    public bool IsPriority { get; set; }
    public bool IsKeyCustomer { get; set; }
    public string? Address { get; set; }
    public Guid? ZoneId { get; set; }

    /// <summary>The version on the screen.</summary>
    public int Version { get; set; }

    public static CustomerForm Of(CustomerCard card) => new()
    {
        Kind = card.Kind, Name = card.Name, Code = card.Code, Phones = string.Join('\n', card.Phones), Emails = string.Join('\n', card.Emails),
        Language = card.Language, FormOfAddress = card.FormOfAddress, CalledAs = card.CalledAs, Note = card.Note, IsPriority = card.IsPriority, IsKeyCustomer = card.IsKeyCustomer, Version = card.Version,
    };

    public RecordCustomer Record() => new()
    {
        Kind = Kind, Name = Name ?? "", Code = Code, Language = Language, FormOfAddress = FormOfAddress, CalledAs = CalledAs, Note = Note, IsPriority = IsPriority, IsKeyCustomer = IsKeyCustomer,
        Phones = Lines(Phones), Emails = Lines(Emails), Address = Address, ZoneId = ZoneId,
    };

    public ChangeCustomer Change(Guid id) => new()
    {
        Id = id, Version = Version, Kind = Kind, Name = Name ?? "", Code = Code, Language = Language, FormOfAddress = FormOfAddress, CalledAs = CalledAs, Note = Note,
        IsPriority = IsPriority, IsKeyCustomer = IsKeyCustomer, Phones = Lines(Phones), Emails = Lines(Emails),
    };

    /// <summary>What a field says, to compare it with what somebody else saved.</summary>
    public string Text(IStringLocalizer S, FormsOfAddress forms, string field) => (field switch
    {
        nameof(Kind) => Labels.Of(S, Kind),
        nameof(Name) => Name,
        nameof(Code) => Code,
        nameof(Phones) => Phones,
        nameof(Emails) => Emails,
        nameof(Language) => Kernel.Words.Languages.Find(Language)?.Name,
        nameof(FormOfAddress) => forms.Find(FormOfAddress)?.Name,
        nameof(CalledAs) => CalledAs,
        nameof(Note) => Note,
        nameof(IsPriority) => IsPriority ? S["Yes"].Value : S["No"].Value,
        nameof(IsKeyCustomer) => IsKeyCustomer ? S["Yes"].Value : S["No"].Value,
        _ => null,
    })?.ReplaceLineEndings("\n").Trim() ?? "";

    private static string[] Lines(string? text) => (text ?? "").Split(['\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <summary>The form's page.</summary>
public sealed record CustomerFormPage(CustomerForm Form, IReadOnlyList<ZoneRow> Zones)
{
    /// <summary>The customer being changed; null for a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>What somebody else saved meanwhile, to compare.</summary>
    public CustomerForm? Theirs { get; init; }
}
