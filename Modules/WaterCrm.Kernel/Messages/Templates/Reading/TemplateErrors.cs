using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Templates.Reading;

/// <summary>What can be wrong with a text that has places to fill. {0} is the line and {1} the column, both counted from one.</summary>
internal static class TemplateErrors
{
    public static readonly Error TooLong = new("messages.text-too-long", "This text has {0} characters and {1} fit. Shorten it.");
    public static readonly Error Unreadable = new("messages.text-unreadable", "This contains characters that cannot be read or seen. Delete it and type it again.");
    public static readonly Error Unended = new("messages.place-unended", "Line {0}, column {1}: this opens a place and does not end it. Write the two closing braces on the same line.");
    public static readonly Error Unwritten = new("messages.place-unwritten", "Line {0}, column {1}: {2} is not a way to write a place. The list beside the text shows how.");
    public static readonly Error Unknown = new("messages.place-unknown", "Line {0}, column {1}: nothing is called {2} in this message. Take one from the list.");
    public static readonly Error UnknownFormat = new("messages.format-unknown", "Line {0}, column {1}: {2} cannot be written as {3}. A day and time can be written as date or as time, everything else only as it is.");
    public static readonly Error Unclosed = new("messages.block-unclosed", "Line {0}, column {1}: this part begins with {2} and has no end.");
    public static readonly Error Loose = new("messages.block-loose", "Line {0}, column {1}: {2} stands here without its beginning.");
    public static readonly Error SecondElse = new("messages.second-else", "Line {0}, column {1}: this part has one else already.");
    public static readonly Error TooDeep = new("messages.too-deep", "Line {0}, column {1}: parts stand more than {2} deep in each other here. Say it more simply.");
    public static readonly Error TooMany = new("messages.too-many-places", "Line {0}, column {1}: this text has more than {2} places to fill. Shorten it.");

    public static readonly Error Missing = new("messages.value-missing", "This message cannot be sent: nothing is known for {0}. Fill it in, or let the text do without it.");
    public static readonly Error WrongValue = new("messages.value-wrong", "This message cannot be sent: what was given for {0} is not of its kind.");
    public static readonly Error Endless = new("messages.output-too-long", "With its values this text has more than {0} characters. Nothing was sent; shorten the text or what is put into it.");
}
