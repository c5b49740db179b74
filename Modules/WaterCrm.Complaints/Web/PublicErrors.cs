using WaterCrm.Kernel.Results;

namespace WaterCrm.Complaints.Web;

/// <summary>Refusals of the public pages. Everything typed is kept, and sending once more is all it takes.</summary>
internal static class PublicErrors
{
    public static readonly Error HiddenFieldFilled = new("complaints.hidden-field",
        "A field that nobody can see was filled in, perhaps by your browser. It is empty again: please send the report once more.");

    public static readonly Error FormTooOld = new("complaints.form-too-old", "This page was open for more than a day. Nothing is lost: please send the report once more.");
    public static readonly Error TooQuick = new("complaints.too-quick", "That was faster than anybody can type. Please send the report once more.");

    public static readonly Error Crowded = new("complaints.crowded",
        "Very many reports are coming in at this moment. Nothing is lost: please send yours again in a minute, or call us.", 429);

    public static readonly Error WrongCode = new("complaints.wrong-code", "We find nothing under this code. Compare it with your message: four groups of four letters and digits.", 404);
    public static readonly Error TooManyWrongCodes = new("complaints.too-many-wrong-codes", "Very many wrong codes are being tried at this moment. Please try again in a minute.", 429);
}
