namespace WaterCrm.Modularity.Packages;

/// <summary>Why a file is not used as a package, or why none is made, in words for whoever chose it.</summary>
public sealed class PackageRefusedException(string message) : Exception(message);
