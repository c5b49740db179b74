using System.Globalization;
using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class ReadingRealBouncesTests
{
    [Fact]
    public void Whether_a_bounce_is_hard_is_decided_right_for_at_least_ninety_five_of_a_hundred()
    {
        var rows = RealBounces.Rows();
        TestContext.Current.TestOutputHelper?.WriteLine(Figures(rows));

        Assert.True(rows.Count > 100, "There are too few rows to say anything.");
        Assert.True(rows.Count(r => r.IsRight) >= 0.95 * rows.Count, Figures(rows));
    }

    [Fact]
    public void A_hard_decision_is_right_for_at_least_seventeen_of_twenty_so_that_few_are_silenced_wrongly()
    {
        var hard = RealBounces.Rows().Where(r => r.Report?.IsHard == true).ToList();

        Assert.True(hard.Count(r => r.IsHard) >= 0.85 * hard.Count, string.Join('\n', hard.Where(r => !r.IsHard)));
    }

    [Fact]
    public void A_recipient_is_named_wherever_the_failure_names_one()
    {
        var nameless = RealBounces.Rows().Where(r => r.Report is { Recipient: var to } && !to.Contains('@') && !r.File.StartsWith("lhost-postfix-64", StringComparison.Ordinal));

        Assert.True(nameless.Count() <= 3, string.Join('\n', nameless));
    }

    private static string Figures(IReadOnlyList<RealBounces.Row> rows) => string.Join('\n',
        [
            $"hard or soft: {Rate(rows, r => r.IsRight)}; looked at {Rate(rows.Where(r => !r.IsHeldOut), r => r.IsRight)}; held out {Rate(rows.Where(r => r.IsHeldOut), r => r.IsRight)}",
            $"expected hard: {rows.Count(r => r.IsHard && r.IsRight)} hard, {rows.Count(r => r.IsHard && !r.IsRight)} soft; expected soft: {rows.Count(r => !r.IsHard && !r.IsRight)} hard, {rows.Count(r => !r.IsHard && r.IsRight)} soft",
            $"reason: {Rate(rows, r => r.HasReason)}; held out {Rate(rows.Where(r => r.IsHeldOut), r => r.HasReason)}; status: {Rate(rows, r => r.HasStatus)}; reply code: {Rate(rows, r => r.HasReplyCode)}",
            .. rows.Where(r => !r.IsRight).Select(r => r.ToString()),
        ]);

    private static string Rate(IEnumerable<RealBounces.Row> rows, Func<RealBounces.Row, bool?> holds)
    {
        var answers = rows.Select(holds).OfType<bool>().ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{answers.Count(a => a)} of {answers.Count} ({100.0 * answers.Count(a => a) / Math.Max(1, answers.Count):0.0} %)");
    }
}
