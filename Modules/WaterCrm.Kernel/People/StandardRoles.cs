using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.People;

/// <summary>The roles the product comes with. Modules name them in their stereotypes; an administrator may edit what they may do.</summary>
public static class StandardRoles
{
    /// <summary>Holds every permission, also those of modules that come later.</summary>
    public static readonly string Administrator = Word.Of("Administrator");
    public static readonly string Director = Word.Of("Director");
    public static readonly string HeadOfCustomerCare = Word.Of("Head of customer care");
    public static readonly string CareStaff = Word.Of("Care staff");

    /// <summary>Meets customers at the cash desk: looks them up, takes complaints in and tells how they stand, but does not work on them.</summary>
    public static readonly string Cashier = Word.Of("Cashier");

    /// <summary>Network and billing staff, to whom work is handed.</summary>
    public static readonly string Team = Word.Of("Team");
    public static readonly string Webmaster = Word.Of("Webmaster");

    public static readonly IReadOnlyList<string> All = [Administrator, Director, HeadOfCustomerCare, CareStaff, Cashier, Team, Webmaster];
}
