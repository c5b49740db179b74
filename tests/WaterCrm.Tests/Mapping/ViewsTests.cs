using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Data.Notes;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Mapping;

public sealed class ViewsTests(PostgresServer postgres)
{
    [Fact]
    public async Task Every_view_finds_each_of_its_members_in_the_entity()
    {
        await using var harness = await Harness.Start(DatabaseProvider.Sqlite, postgres, [new NotesModule()]);
        var maps = harness.Services.GetRequiredService<AutoMapper.IConfigurationProvider>();

        Assert.NotEmpty(AutoMapper.Internal.InternalApi.Internal(maps).GetAllTypeMaps());
        maps.AssertConfigurationIsValid();
    }
}
