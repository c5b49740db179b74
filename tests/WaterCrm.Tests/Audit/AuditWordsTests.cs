using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Audit;
using WaterCrm.Kernel.Data;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Audit;

/// <summary>The audit puts the names of records and properties into words; a new property must have them in every language.</summary>
public sealed class AuditWordsTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory, InlineData("vi"), InlineData("zh-Hans")]
    public async Task Every_record_property_and_state_that_the_audit_can_show_has_its_words(string language)
    {
        var (missing, looked) = await host.InScope(services => Task.FromResult(Missing(services, CultureInfo.GetCultureInfo(language))));

        Assert.True(missing.Count == 0, string.Join(", ", missing));
        Assert.True(looked > 150, $"only {looked} names were looked up");
    }

    private static (List<string> Missing, int Looked) Missing(IServiceProvider services, CultureInfo culture)
    {
        var words = services.GetRequiredService<IStringLocalizerFactory>();
        var records = services.GetServices<ModuleDatabase>().SelectMany(d => ((DbContext)services.GetRequiredService(d.Context)).Model.GetEntityTypes()).Where(t => t.ClrType.IsSubclassOf(typeof(Entity))).ToList();
        List<string> missing = [];
        var looked = 0;
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            foreach (var record in records)
            {
                var properties = record.GetProperties().Where(p => p.Name is not (nameof(Entity.Id) or nameof(Entity.Version))).ToList();
                var states = properties.Where(p => !p.IsPrimaryKey()).Select(p => Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType).Where(t => t.IsEnum && record.ClrType.GetProperties().Any(q => (Nullable.GetUnderlyingType(q.PropertyType) ?? q.PropertyType) == t && q.SetMethod is { } set && !set.ReturnParameter.GetRequiredCustomModifiers().Any())).SelectMany(Enum.GetNames);
                foreach (var name in properties.Select(p => p.Name).Prepend(record.ClrType.Name).Concat(states).Select(AuditReader.InWords).Distinct())
                {
                    looked++;
                    if (words.Create("", record.ClrType.Assembly.GetName().Name!)[name].ResourceNotFound) missing.Add($"{record.ClrType.Name}: {name}");
                }
            }
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }

        return (missing, looked);
    }
}
