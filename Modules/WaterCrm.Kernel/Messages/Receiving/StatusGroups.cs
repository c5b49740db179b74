namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>The groups of fields in a machine-readable report (RFC 3464, 2.1; RFC 5965 has one group only).</summary>
internal static class StatusGroups
{
    /// <summary>The mail around has been measured already; a long report is no reason to refuse it.</summary>
    internal static readonly MailLimits Limits = MailLimits.Default with { HeaderLines = int.MaxValue };

    /// <summary>At most a thousand groups; more recipients than that no report has.</summary>
    public static IReadOnlyList<MailHeaders> Read(ReadOnlyMemory<byte> content)
    {
        var groups = new List<MailHeaders>();
        for (var rest = content; rest.Length > 0 && groups.Count < 1_000;)
        {
            var start = rest.Span.IndexOfAnyExcept("\r\n"u8);
            if (start < 0) break;
            rest = rest[start..];
            var group = MailHeaders.Read(rest.Span, Limits, out var body);
            if (!group.IsEmpty) groups.Add(group);
            else body = Math.Max(body, rest.Span.IndexOf((byte)'\n') is >= 0 and var line ? line + 1 : rest.Length);
            rest = rest[body..];
        }

        return groups;
    }
}
