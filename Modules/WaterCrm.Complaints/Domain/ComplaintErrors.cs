using WaterCrm.Kernel.Results;

namespace WaterCrm.Complaints.Domain;

internal static class ComplaintErrors
{
    public static readonly Error NotFound = new("complaints.not-found", "This complaint does not exist.", 404);
    public static readonly Error NotClosed = new("complaints.not-closed", "This complaint is still open: add what you want to tell us instead.", 409);

    public static readonly Error TooLateToReopen = new("complaints.too-late-to-reopen",
        "This complaint was closed too long ago to be taken up again. Please report the problem anew.", 409);

    public static readonly Error ClosedElsewhere = new("complaints.closed-elsewhere",
        "This complaint was closed in the system it came from. Please report the problem anew.", 409);

    public static readonly Error TooManyAdditions = new("complaints.too-many-additions", "This complaint has {0} additions already. Please call us.", 429);
}
