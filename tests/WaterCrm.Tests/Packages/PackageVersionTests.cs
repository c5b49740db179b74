using WaterCrm.Modularity.Packages;

namespace WaterCrm.Tests.Packages;

public sealed class PackageVersionTests
{
    [Theory]
    [InlineData("1.9.3", "1.10.0")]
    [InlineData("1.1", "1.1.0.1")]
    [InlineData("0", "0.0.1")]
    [InlineData("9", "10")]
    public void Versions_are_ordered_by_number(string earlier, string later) => Assert.True(Read(earlier) < Read(later));

    [Fact]
    public void Missing_parts_are_nought() => Assert.Equal(Read("1.1"), Read("1.1.0.0"));

    [Theory]
    [InlineData("")]
    [InlineData("1.")]
    [InlineData(".1")]
    [InlineData("1..2")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.-2")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1.0-beta")]
    [InlineData("1.01")]
    [InlineData("v1")]
    [InlineData("1.99999999999")]
    [InlineData("١.٢")]
    [InlineData("1.0\n")]
    public void Everything_else_is_no_version(string text) => Assert.False(PackageVersion.TryRead(text, out _));

    [Fact]
    public void A_module_fits_that_was_built_against_the_same_major_and_no_higher_minor()
    {
        var (major, minor) = (Contract.Current.Major, Contract.Current.Minor);

        Assert.Null(Contract.Misfit(new Version(major, minor)));
        Assert.Null(Contract.Misfit(new Version(major, minor, 7, 9)));
        Assert.Contains("Update the program", Contract.Misfit(new Version(major, minor + 1)), StringComparison.Ordinal);
        Assert.Contains("Update the program", Contract.Misfit(new Version(major + 1, 0)), StringComparison.Ordinal);
        Assert.Contains("Take a newer version of the module", Contract.Misfit(new Version(major - 1, 0)), StringComparison.Ordinal);
        Assert.Contains("uses nothing of the module contract", Contract.Misfit(null), StringComparison.Ordinal);
    }

    private static Version Read(string text) => PackageVersion.TryRead(text, out var version) ? version : throw new ArgumentException(text);
}
