using WaterCrm.Customers.Features;

namespace WaterCrm.Customers.ViewModels;

/// <summary>The supply areas, and the form for one of them.</summary>
public sealed record ZonesPage(IReadOnlyList<ZoneRow> Zones, ZoneForm Form);

/// <summary>A zone as it is typed.</summary>
public sealed class ZoneForm
{
    public Guid? Id { get; set; }
    public string? Code { get; set; }
    public string? NameEn { get; set; }
    public string? NameVi { get; set; }
    public string? NameZh { get; set; }

    public static ZoneForm Of(ZoneRow? zone) => zone is null ? new ZoneForm() : new ZoneForm
    {
        Id = zone.Id, Code = zone.Code, NameEn = zone.Name.Words["en"], NameVi = zone.Name.Words.GetValueOrDefault("vi"), NameZh = zone.Name.Words.GetValueOrDefault("zh-Hans"),
    };

    public RecordZone Record() => new() { Id = Id, Code = Code ?? "", NameEn = NameEn ?? "", NameVi = NameVi, NameZh = NameZh };
}
