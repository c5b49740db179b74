namespace WaterCrm.Customers.Addressing;

/// <summary>Whom one addresses, as far as it is known.</summary>
/// <param name="Name">The whole name as it is written.</param>
/// <param name="Kind">An organisation is addressed by its name.</param>
public sealed record Addressee(string Name, CustomerKind Kind)
{
    /// <summary>Code of the form of address; null where nobody has asked yet.</summary>
    public string? Form { get; init; }

    /// <summary>What they asked to be called, such as "Minh Khai"; it goes before every part of the name we could guess.</summary>
    public string? CalledAs { get; init; }

    /// <summary>The language one speaks with them.</summary>
    public string? Language { get; init; }
}
