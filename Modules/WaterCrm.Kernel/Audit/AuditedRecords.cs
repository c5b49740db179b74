using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Audit;

/// <summary>What the modules' models say about a property that stands in the audit.</summary>
/// <param name="Type">Without nullability.</param>
/// <param name="IsPersonal">Tells who somebody is or how to reach them.</param>
/// <param name="Module">Whose words name it.</param>
internal sealed record AuditedProperty(Type Type, bool IsPersonal, string Module);

/// <summary>Knows the properties of all modules that are on, by the names under which the audit keeps them.</summary>
internal sealed class AuditedRecords(IServiceProvider services, IEnumerable<ModuleDatabase> databases)
{
    private readonly Lazy<Dictionary<(string, string), AuditedProperty>> properties = new(() => Read(services, databases));
    private readonly Lazy<Dictionary<string, string>> modules = new(() => databases.SelectMany(d => d.Context.Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Entity)))).DistinctBy(t => t.Name).ToDictionary(t => t.Name, t => t.Assembly.GetName().Name!));

    /// <summary>Null where no module that is on has such a property.</summary>
    public AuditedProperty? Find(string record, string property) => properties.Value.GetValueOrDefault((record, property));

    /// <summary>Of a record that no module knows any more, nobody can say that nothing about it is personal; nor of a property that a record with personal ones had once.</summary>
    public bool MayHoldPersonal(string record) => ModuleOf(record) is null || properties.Value.Any(p => p.Key.Item1 == record && p.Value.IsPersonal);

    public string? ModuleOf(string record) => modules.Value.GetValueOrDefault(record);

    private static Dictionary<(string, string), AuditedProperty> Read(IServiceProvider services, IEnumerable<ModuleDatabase> databases)
    {
        var all = databases.Select(d => ((DbContext)services.GetRequiredService(d.Context)).Model).SelectMany(m => m.GetEntityTypes()).SelectMany(t => t.GetProperties());
        return all.GroupBy(p => (p.DeclaringType.ClrType.Name, p.Name)).ToDictionary(g => g.Key, Describe);
    }

    /// <summary>Where two modules have records of one name, what is personal in one of them is not shown.</summary>
    private static AuditedProperty Describe(IEnumerable<IReadOnlyProperty> alike) => alike.First() is var first
        ? new AuditedProperty(Nullable.GetUnderlyingType(first.ClrType) ?? first.ClrType, alike.Any(p => p.FindAnnotation(ModelAnnotations.Personal) is not null), first.DeclaringType.ClrType.Assembly.GetName().Name!)
        : throw new InvalidOperationException();
}
