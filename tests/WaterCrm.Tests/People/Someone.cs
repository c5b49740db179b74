using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Requests;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.People;

/// <summary>People made by the commands of the product, for tests without the web.</summary>
internal static class Someone
{
    public const string Password = "ba con vịt xòe";

    /// <summary>The kernel alone, with its roles.</summary>
    public static async Task<Harness> Start(DatabaseProvider provider, PostgresServer postgres, Action<IServiceCollection>? more = null)
    {
        var harness = await Harness.Start(provider, postgres, [], more);
        await harness.Send(new MakeRoles());
        return harness;
    }

    public static async Task<Guid> Add(Harness harness, string name, params string[] roles)
    {
        var added = await harness.Send(new AddPerson(name, name.ToLowerInvariant().Replace(' ', '.'), null, await RolesOf(harness, roles)));
        return added.Value;
    }

    public static async Task<Guid> AddWithPassword(Harness harness, string name, params string[] roles)
    {
        var person = await Add(harness, name, roles);
        var link = await harness.Send(new MakePasswordLink(person));
        await harness.Send(new ChoosePassword(link.Value.Token.Text, Password, Password));
        return person;
    }

    public static Task<Guid[]> RolesOf(Harness harness, params string[] names) =>
        harness.Read<KernelDbContext, Guid[]>(db => db.Roles.Where(r => names.Contains(r.Name)).Select(r => r.Id).ToArrayAsync());
}
