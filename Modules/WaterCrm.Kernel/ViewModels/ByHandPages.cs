using Microsoft.AspNetCore.Http.Extensions;
using WaterCrm.Kernel.Messages.ByHand;
using WaterCrm.Kernel.Messages.Letters;
using WaterCrm.Kernel.Messages.Notices;

namespace WaterCrm.Kernel.ViewModels;

/// <summary>What waits to be posted on one way.</summary>
public sealed record ByHandPage(HandMessagesFound Found, string? After)
{
    internal const string List = "/staff/admin/messages/by-hand";

    /// <summary>For which a reason was asked.</summary>
    public Guid? Dropped { get; init; }

    /// <summary>As it was typed.</summary>
    public string? Reason { get; init; }

    public static string At(string? channel, string? after = null) => List + Addresses.Query(("channel", channel), ("after", after));
}

/// <summary>Letters that wait.</summary>
public sealed record LettersPage(LettersFound Found, string? Kind, string? After)
{
    internal const string List = "/staff/admin/messages/letters";

    public static string At(string? kind, string? after = null) => List + Addresses.Query(("kind", kind), ("after", after));
}

/// <summary>Letters that are being printed.</summary>
/// <param name="Ids">Those that still wait.</param>
/// <param name="Gone">So many of the chosen do not wait any more.</param>
public sealed record LettersChosenPage(IReadOnlyList<Guid> Ids, int Gone)
{
    /// <summary>In one field: a form has only so many.</summary>
    public string Written => string.Join(' ', Ids.Select(id => id.ToString("N")));
}

/// <summary>Which letters were chosen.</summary>
public sealed record LettersForm
{
    public IReadOnlyList<Guid> Chosen { get; init; } = [];

    /// <summary>All of the filter, whatever is ticked.</summary>
    public bool All { get; init; }

    public string? Kind { get; init; }

    public string? After { get; init; }

    /// <summary>As <see cref="LettersChosenPage.Written"/> writes them; what is no id is passed over.</summary>
    public static IReadOnlyList<Guid> Read(string? ids) =>
        [.. (ids ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(ChooseLetters.Most).Select(id => Guid.TryParseExact(id, "N", out var read) ? read : Guid.Empty).Where(id => id != Guid.Empty)];
}

/// <summary>The reader's own notices.</summary>
public sealed record NoticesPage(NoticesFound Found, bool Unread, string? After)
{
    internal const string List = "/staff/notices";

    public static string At(bool unread, string? after = null) => List + Addresses.Query(("unread", unread ? "true" : null), ("after", after));
}

internal static class Addresses
{
    public static QueryBuilder Query(params (string Name, string? Value)[] parts)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in parts)
            if (!string.IsNullOrEmpty(value)) query.Add(name, value);
        return query;
    }
}
