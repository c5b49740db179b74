namespace WaterCrm.Modularity.Packages;

/// <summary>
/// The module contract: the public surface of the five assemblies that modules are built on, and the conventions of the data.
/// It has one version, which all five bear as their assembly version.
/// </summary>
public static class Contract
{
    internal static readonly IReadOnlySet<string> Assemblies =
        new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "WaterCrm.Modularity", "WaterCrm.Contracts", "WaterCrm.Kernel", "WaterCrm.Customers", "WaterCrm.Sops" };

    /// <summary>Of this program. Additions raise the second number, everything else the first.</summary>
    public static Version Current { get; } = MajorMinor(typeof(Contract).Assembly.GetName().Version!);

    /// <summary>Null where a module that was built against that version runs here; else why it does not.</summary>
    public static string? Misfit(Version? builtAgainst)
    {
        if (builtAgainst is null) return $"It uses nothing of the module contract, so it is no module for this program. Build it against version {Current} of the contract.";
        var said = $"It was built against version {MajorMinor(builtAgainst)} of the module contract, and this program has {Current}.";
        if (builtAgainst.Major > Current.Major || builtAgainst.Major == Current.Major && builtAgainst.Minor > Current.Minor) return $"{said} Update the program, or take an older version of the module.";
        if (builtAgainst.Major < Current.Major) return $"{said} Take a newer version of the module, or build it anew.";
        return null;
    }

    internal static Version MajorMinor(Version version) => new(version.Major, version.Minor);
}
