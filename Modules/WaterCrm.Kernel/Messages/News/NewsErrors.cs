using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.News;

internal static class NewsErrors
{
    public static readonly Error NotTheirs = new("messages.news-not-theirs", "This is not an address of the customer any more. Open the page again.");
    public static readonly Error Nothing = new("messages.news-nothing", "Press one of the buttons on this page: by itself this address changes nothing.");
    public static readonly Error Crowded = new("messages.news-crowded", "Too many people use this page at the moment. Please try again in a minute.", 429);
    public static readonly Error WrongLink = new("messages.news-wrong-link", "This link is not complete or not one of ours. Open it again from the message, or call us.", 404);
}
