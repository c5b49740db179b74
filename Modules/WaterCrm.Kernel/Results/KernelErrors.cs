namespace WaterCrm.Kernel.Results;

/// <summary>Refusals that any part of the system may give.</summary>
public static class KernelErrors
{
    public static readonly Error Invalid = new("kernel.invalid", "Some answers need your attention.");
    public static readonly Error NotFound = new("kernel.not-found", "This record does not exist or is no longer there.", 404);
    public static readonly Error Forbidden = new("kernel.forbidden", "You are not allowed to do this.", 403);

    public static readonly Error TooManyFields = new("kernel.too-many-fields", "The form was sent with more than {0} fields, far more than this page has. Nothing was saved. Load the page again and send it from there.", 400);
    public static readonly Error Unkeepable = new("kernel.unkeepable", "This has a character that cannot be kept, such as NUL. Delete it and type it again instead of pasting it.");
    public static readonly Error ReadOnly = new("kernel.read-only", "Your account may look at everything here and change nothing.", 403);

    public static readonly Error ChangedMeanwhile = new("kernel.changed-meanwhile",
        "Somebody else saved this record while you were working on it. Your text is kept below: compare it and save again.", 409);
}
