using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Domain;

/// <summary>A place that is supplied with water. People come and go; the place, its meter and its pipes stay.</summary>
internal sealed class Premises : Entity
{
    private Premises()
    {
    }

    public string Address { get; private set; } = "";

    /// <summary>Without marks and capitals: the same place written twice is found by it.</summary>
    public string FoldedAddress { get; private set; } = "";

    public Guid? ZoneId { get; private set; }

    public static Result<Premises> Add(string address, Guid? zone, TimeProvider clock)
    {
        if (Typed.Line(address) is not { } line) return CustomerErrors.AddressMissing.At(nameof(Address));
        return new Premises { Id = Ids.New(clock), Address = line, FoldedAddress = Fold(line), ZoneId = zone };
    }

    /// <summary>The address as places are compared: words only, so that a comma more or less makes no new place.</summary>
    public static string Fold(string address) =>
        CustomerLimits.CutKey(string.Join(' ', Folding.Fold(address).Split([' ', ',', ';', '.'], StringSplitOptions.RemoveEmptyEntries)));
}
