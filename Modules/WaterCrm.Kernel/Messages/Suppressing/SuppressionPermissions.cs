using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Suppressing;

/// <summary>Who decides which addresses are written to, and who reads what came in.</summary>
public sealed class SuppressionPermissions : IPermissionProvider
{
    public static readonly Permission ManageAddresses = new("Messages.ManageAddresses", "See which addresses are no longer written to, stop one and allow it again");
    public static readonly Permission ViewReceived = new("Messages.ViewReceived", "Read the mails that came in");
    public static readonly Permission ChangeNews = new("Messages.ChangeNews", "Note what news a customer wants");

    public Task<IEnumerable<Permission>> GetPermissionsAsync() => Task.FromResult<IEnumerable<Permission>>([ManageAddresses, ViewReceived, ChangeNews]);

    public IEnumerable<PermissionStereotype> GetDefaultStereotypes() =>
    [
        new() { Name = StandardRoles.HeadOfCustomerCare, Permissions = [ManageAddresses, ViewReceived, ChangeNews] },
        new() { Name = StandardRoles.CareStaff, Permissions = [ChangeNews] },
    ];
}

internal sealed class SuppressionsMenu(IStringLocalizer<Utility> S) : AdminNavigationProvider
{
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(S["Mails that came in"], "96.61", mails => mails.Id("received-mails").Url("~/staff/admin/messages/received").Permission(SuppressionPermissions.ViewReceived).AddClass("bi-inbox"));
        builder.Add(S["Addresses not written to"], "96.62", addresses => addresses.Id("suppressions").Url("~/staff/admin/messages/suppressions").Permission(SuppressionPermissions.ManageAddresses).AddClass("bi-envelope-slash"));
        return ValueTask.CompletedTask;
    }
}
