namespace WaterCrm.Modularity.Web;

/// <summary>Why a request could not be read, for the page that says so. Put into the request's features by whoever refuses it.</summary>
/// <param name="Cause">What is wrong with it.</param>
/// <param name="Limit">Bytes that are allowed, where it was too much; otherwise 0.</param>
public sealed record Unreadable(UnreadableCause Cause, long Limit = 0);

/// <summary>What can be wrong with a request before anybody looks at what it says.</summary>
public enum UnreadableCause
{
    /// <summary>Bytes that are no UTF-8, raw or percent-encoded.</summary>
    BrokenText,

    /// <summary>More bytes than the server or the page takes.</summary>
    TooLarge,

    /// <summary>A form that breaks off, or beyond all measure in its number of fields or the length of one.</summary>
    BrokenForm,
}
