namespace WaterCrm.Kernel.Messages.Receiving;

/// <summary>How large a mail may be that is still read. A mail beyond <see cref="Bytes"/>, <see cref="Parts"/>, <see cref="HeaderLines"/> or
/// <see cref="Attachments"/> is refused as a whole; what nests deeper than <see cref="Depth"/> stays a closed attachment; longer text is cut.</summary>
internal sealed record MailLimits
{
    public static MailLimits Default { get; } = new();

    /// <summary>Bytes of the raw mail. 40 MiB: the 25 MB that large providers let through, grown by a third in base64, and some room.</summary>
    public int Bytes { get; init; } = 40 * 1024 * 1024;

    /// <summary>Parts, counted through all nesting. A mail with photographs has some twenty.</summary>
    public int Parts { get; init; } = 500;

    /// <summary>Levels of parts within parts.</summary>
    public int Depth { get; init; } = 16;

    /// <summary>Header fields and their continuation lines in one part. Mails that passed many servers have about two hundred.</summary>
    public int HeaderLines { get; init; } = 2_000;

    /// <summary>Characters kept of one header field; the rest is dropped.</summary>
    public int HeaderLength { get; init; } = 64 * 1024;

    /// <summary>Attachments, also those inside nested parts.</summary>
    public int Attachments { get; init; } = 200;

    /// <summary>Characters kept of the text, and of the text of every single part.</summary>
    public int TextLength { get; init; } = 1_000_000;

    /// <summary>Addresses, or message ids, kept of one header field.</summary>
    public int Addresses { get; init; } = 1_000;
}
