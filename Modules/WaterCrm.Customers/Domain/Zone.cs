using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.Domain;

/// <summary>A supply area, known by a short code and named in the three languages.</summary>
internal sealed class Zone : Entity
{
    private Zone()
    {
    }

    public string Code { get; private set; } = "";

    /// <summary>Zone 2 stands before zone 10.</summary>
    public string SortKey { get; private set; } = "";

    public string NameEn { get; private set; } = "";
    public string? NameVi { get; private set; }
    public string? NameZh { get; private set; }

    public LocalText Name => NameIn(NameEn, NameVi, NameZh);

    public static Result<Zone> Record(string code, string nameEn, string? nameVi, string? nameZh, TimeProvider clock)
    {
        var zone = new Zone { Id = Ids.New(clock) };
        return zone.Change(code, nameEn, nameVi, nameZh);
    }

    public Result<Zone> Change(string code, string nameEn, string? nameVi, string? nameZh)
    {
        if (Typed.Line(code) is not { } known) return CustomerErrors.ZoneCodeMissing.At(nameof(Code));
        if (Typed.Line(nameEn) is not { } english) return CustomerErrors.ZoneNameMissing.At(nameof(NameEn));

        (Code, SortKey, NameEn, NameVi, NameZh) = (known, KeyOf(known), english, Typed.Line(nameVi), Typed.Line(nameZh));
        return this;
    }

    public static LocalText NameIn(string english, string? vietnamese, string? chinese) => new(
        new[] { KeyValuePair.Create("en", english), KeyValuePair.Create("vi", vietnamese!), KeyValuePair.Create("zh-Hans", chinese!) }.Where(n => n.Value is not null));

    private static string KeyOf(string code)
    {
        var folded = Folding.Fold(code).Trim();
        var digits = folded.Reverse().TakeWhile(char.IsAsciiDigit).Count();
        return folded[..^digits] + folded[^digits..].PadLeft(8, '0');
    }
}
