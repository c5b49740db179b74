namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>Message ids (RFC 5322, 3.6.4).</summary>
internal static class MessageIds
{
    private const int Longest = 998;

    /// <summary>What stands in angle brackets, without them; a lone id without brackets counts too.</summary>
    public static IReadOnlyList<string> ReadAll(string? raw, int most)
    {
        if (raw is null) return [];
        var ids = raw.Split('<').Skip(1).Select(p => p.Split('>')[0].Trim()).Where(Plausible).Take(most).ToList();
        return ids.Count == 0 && Plausible(raw) ? [raw.Trim()] : ids;
    }

    private static bool Plausible(string id) => id.Trim().Length is > 0 and < Longest && !id.Trim().Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
