using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;

namespace WaterCrm.Kernel.Words.Terms;

/// <summary>Who may say the product's sentences in other words.</summary>
public sealed class WordsPermissions : IPermissionProvider
{
    public static readonly Permission Change = new("Words.Change", "Change the words of the pages");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([Change]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() => [new() { Name = StandardRoles.Webmaster, Permissions = [Change] }];
}

internal sealed class WordsMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Words"], "96", words => words.Id("words").Url("~/staff/admin/words").Permission(WordsPermissions.Change).AddClass("bi-translate").AddClass("go-w"));
        return ValueTask.CompletedTask;
    }
}
