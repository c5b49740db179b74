namespace WaterCrm.Kernel.Composition;

/// <summary>
/// A module's contribution to a page that is made of several modules' parts, such as the customer card. The component gets the id of what the
/// page is about as its parameter <c>Subject</c> and loads its own data.
/// </summary>
public interface ICardPart
{
    /// <summary>The place on the page; the page's module names its slots.</summary>
    string Slot { get; }

    /// <summary>Lower stands higher.</summary>
    int Order { get; }

    /// <summary>Who may see it; null for all who see the page.</summary>
    Permission? Permission { get; }

    Type Component { get; }
}

internal sealed record CardPart(string Slot, int Order, Permission? Permission, Type Component) : ICardPart;
