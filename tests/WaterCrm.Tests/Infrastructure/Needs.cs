namespace WaterCrm.Tests.Infrastructure;

/// <summary>
/// What a test needs from the machine. Where it is missing the test is skipped with the reason; on the build server (CI=true) it fails,
/// because there a skip would be a promise nobody checks.
/// Ask in a test or in a test class's constructor: xUnit counts a skip inside a fixture as a failure.
/// </summary>
public static class Needs
{
    public static void Met(string? missing)
    {
        if (missing is null) return;
        if (MustNotSkip) Assert.Fail($"{missing} With CI=true a test that cannot run is a failure.");
        Assert.Skip(missing);
    }

    private static bool MustNotSkip => string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
}
