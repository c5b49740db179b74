using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Health.Deep;

/// <summary>Asks every deep check, one after the other. One that fails is a finding too.</summary>
internal sealed class DeepDoctor(IEnumerable<IDeepCheck> checks, ILogger<DeepDoctor> log)
{
    /// <param name="token">Gives up.</param>
    /// <param name="tell">Hears of each check when it is done: how many are done, of how many, what it is called and what it found.</param>
    /// <returns>Whether all was well.</returns>
    public async Task<bool> Look(CancellationToken token, Action<int, int, string, DeepFinding>? tell = null)
    {
        var (all, well) = (checks.ToList(), true);
        foreach (var (index, check) in all.Index())
        {
            var found = await Look(check, token);
            well &= found.Wrong.Count == 0;
            tell?.Invoke(index + 1, all.Count, check.Name, found);
        }

        return well;
    }

    private async Task<DeepFinding> Look(IDeepCheck check, CancellationToken token)
    {
        try
        {
            return await check.Look(token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The deep check {Check} could not be made", check.Name);
            return new DeepFinding("", [$"This could not be checked: {failure.Message}"]);
        }
    }
}
