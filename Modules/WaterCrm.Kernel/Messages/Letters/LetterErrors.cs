using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Letters;

internal static class LetterErrors
{
    public static readonly Error NoneChosen = new("letters.none-chosen", "Choose at least one letter.");
    public static readonly Error NoneWaits = new("letters.none-waits", "None of these letters waits any more: somebody else has printed or cancelled them.", 409);
    public static readonly Error TooMany = new("letters.too-many", "At most {0} letters are printed at once. Choose fewer; the others wait.");
    public static readonly Error NoBrowser = new("letters.no-browser", "No browser is set up on the server that could make a PDF. Open the letters and print them from there.", 409);
    public static readonly Error PdfFailed = new("letters.pdf-failed", "The PDF could not be made; the log says why. Open the letters and print them from there.", 503);
    public static readonly Error NoPdfInTrial = new("letters.no-pdf-in-trial", "This is a trial with a copy of the data. Letters from here must not reach anybody.", 409);
}
