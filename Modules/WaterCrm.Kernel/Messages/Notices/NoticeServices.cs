using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Composition;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Notices;

internal static class NoticeServices
{
    public static IServiceCollection AddNotices(this IServiceCollection services) => services.AddNavigationProvider<NoticesMenu>().AddContribution<IMenuCounter, NoticeCounter>();
}

/// <summary>Everybody's own. A theme shows the entry as a bell.</summary>
internal sealed class NoticesMenu(IStringLocalizer<Utility> S) : NamedNavigationProvider("user")
{
    public const string Entry = "notices";

    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Notices"], "0", notices => notices.Id(Entry).Url("~/staff/notices").Permission(KernelPermissions.EnterStaff));
        return ValueTask.CompletedTask;
    }
}

/// <summary>The number at the bell: what the acting person has not opened.</summary>
internal sealed class NoticeCounter(KernelDbContext db, IActor actor, TimeProvider clock) : IMenuCounter
{
    public async Task<IReadOnlyDictionary<string, int>> CountAsync(CancellationToken token) => actor.Id is not { } me ? new Dictionary<string, int>()
        : new Dictionary<string, int> { [NoticesMenu.Entry] = await FindNoticesHandler.Of(db, me, clock.Utc()).CountAsync(m => m.ReadAt == null, token) };
}
