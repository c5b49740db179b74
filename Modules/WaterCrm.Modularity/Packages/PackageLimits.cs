namespace WaterCrm.Modularity.Packages;

/// <summary>How large a package may be.</summary>
/// <param name="PackedBytes">Of the file.</param>
/// <param name="UnpackedBytes">Of everything in it together.</param>
/// <param name="Files">How many there are.</param>
public sealed record PackageLimits(long PackedBytes, long UnpackedBytes, int Files)
{
    /// <summary>For a package that was made here.</summary>
    internal static readonly PackageLimits None = new(long.MaxValue, long.MaxValue, int.MaxValue);
}
