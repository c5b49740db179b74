using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Channels;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.ByHand;

internal static class ByHandServices
{
    public static IServiceCollection AddByHand(this IServiceCollection services) => services
        .AddSettings<ChannelSettings>().AddSingleton<ChannelBook>().AddScoped<HandChannels>()
        .AddPermissionProvider<ByHandPermissions>().AddNavigationProvider<ByHandMenu>().AddContribution<IMenuCounter, HandCounter>();
}

/// <summary>Who posts what no server sends. It lets see receivers and words: nobody can post a message that he may not read.</summary>
public sealed class ByHandPermissions : IPermissionProvider
{
    public static readonly Permission Post = new("Messages.Post", "Post messages by hand and print letters, which shows receivers and words");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Post]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = StandardRoles.HeadOfCustomerCare, Permissions = [Post] }];
}

internal sealed class ByHandMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    public const string Posts = "messages-by-hand", Letters = "letters";

    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Post by hand"], "96.6.1", posts => posts.Id(Posts).Url("~/staff/admin/messages/by-hand").Permission(ByHandPermissions.Post).AddClass("bi-clipboard-check"));
        builder.Add(S["Letters to print"], "96.6.2", letters => letters.Id(Letters).Url("~/staff/admin/messages/letters").Permission(ByHandPermissions.Post).AddClass("bi-printer"));
        return ValueTask.CompletedTask;
    }
}

/// <summary>The numbers at "Post by hand" and "Letters to print", for those who may do it.</summary>
internal sealed class HandCounter(KernelDbContext db, HandChannels hands, IActor actor, TimeProvider clock) : IMenuCounter
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token)
    {
        if (!PermissionRequirement.Has(actor.Principal, ByHandPermissions.Post)) return new Dictionary<string, int>();

        var (now, codes) = (clock.Utc(), hands.WaitForSomebody);
        var counted = await db.Messages.Where(m => m.State == MessageState.Queued && codes.Contains(m.Channel) && m.DueAt <= now).GroupBy(m => m.Channel).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(token);
        return new Dictionary<string, int>
        {
            [ByHandMenu.Letters] = counted.Where(c => c.Key == MessageChannels.Letter).Sum(c => c.Count),
            [ByHandMenu.Posts] = counted.Where(c => c.Key != MessageChannels.Letter).Sum(c => c.Count),
        };
    }
}
