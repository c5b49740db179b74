namespace WaterCrm.Kernel.Messages.Rules;

/// <summary>So many in any stretch of this length, which slides: the first may be followed by the next round exactly so much later.</summary>
/// <param name="Most">At least 1.</param>
/// <param name="Within">Longer than nothing.</param>
internal sealed record Cap(int Most, TimeSpan Within)
{
    /// <summary>When one more may go that should go at this moment; null where it may.</summary>
    /// <param name="at">UTC.</param>
    /// <param name="others">What went and what is planned, in UTC and in any order.</param>
    public DateTime? Later(DateTime at, IReadOnlyList<DateTime> others)
    {
        var near = others.Where(o => o > at - Within && o < at + Within).Order().ToList();
        if (near.Count < Most) return null;
        var own = near.FindIndex(o => o > at) is >= 0 and var index ? index : near.Count;
        near.Insert(own, at);
        for (var first = Math.Max(0, own - Most); first <= own && first + Most < near.Count; first++)
            if (near[first + Most] - near[first] < Within) return near.Where((_, i) => i != own).Select(o => o + Within).Where(o => o > at).Min();
        return null;
    }
}
