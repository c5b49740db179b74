using static WaterCrm.Modularity.Packages.PackageNames;

namespace WaterCrm.Modularity.Packages;

/// <summary>What a package says of itself, before anything else in it is looked at.</summary>
internal static class PackageWords
{
    private const int LongestText = 1000;

    /// <summary>Null where all is well formed and the package fits this program.</summary>
    public static string? Wrong(PackageManifest said)
    {
        if (!IsId(said.Id)) return $"The package says that its id is '{Shown(said.Id)}', which is no id of a module: names with dots between them, such as Example.Leaks.";
        if (HostFiles.HasInPlaceOf(said.Id)) return $"{said.Id} is a part of the program itself and comes with it; it is not installed as a package.";
        if (!PackageVersion.TryRead(said.Version, out _)) return $"The version of {said.Id} is '{Shown(said.Version)}', which is none: one to four numbers with dots between them, such as 1.2.0.";
        if (said.Name.Length > LongestText || said.Description.Length > LongestText) return $"The name or the description of {said.Id} is longer than {LongestText} letters.";
        foreach (var id in said.Dependencies.Concat(said.Features))
            if (id is null || !IsId(id)) return $"{said.Id} names '{Shown(id ?? "")}' among its features or dependencies, which is no id.";
        if (said.Features.FirstOrDefault() != said.Id || said.Features.Distinct(StringComparer.Ordinal).Count() < said.Features.Count) return $"The features of {said.Id} must begin with {said.Id}, and each stands there once.";
        return WrongContract(said) ?? said.Files.Select(WrongFile).FirstOrDefault(wrong => wrong is not null);
    }

    private static string? WrongContract(PackageManifest said)
    {
        if (!PackageVersion.TryRead(said.Contract, out var builtAgainst) || said.Contract.Count(c => c == '.') != 1) return $"The contract of {said.Id} is '{Shown(said.Contract)}', which is none: two numbers with a dot between them.";
        return Contract.Misfit(builtAgainst) is { } misfit ? $"{said.Id} {said.Version} does not fit. {misfit}" : null;
    }

    private static string? WrongFile(PackedFile? file) =>
        file is { Path: not null, Bytes: >= 0, Sha256.Length: 64 } && file.Sha256.All(char.IsAsciiHexDigitLower) ? null : $"The package's {PackageManifest.EntryName} names '{Shown(file?.Path ?? "")}' without its length and its SHA-256.";
}
