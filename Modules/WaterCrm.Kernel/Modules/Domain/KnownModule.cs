namespace WaterCrm.Kernel.Modules.Domain;

/// <summary>A module that has run here. It stays known when the module is gone, because its tables are.</summary>
internal sealed class KnownModule
{
    /// <summary>The module's id, its assembly's name.</summary>
    public required string Id { get; init; }
    public required string Name { get; set; }
    public required string Version { get; set; }

    /// <summary>What its tables begin with, parted by blanks; empty where it has none.</summary>
    public required string Prefixes { get; set; }

    public IReadOnlyList<string> PrefixList => Prefixes.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>When this version ran here first.</summary>
    public DateTime Since { get; set; }
}

/// <summary>A listener for which events are kept while its module is off.</summary>
internal sealed class KeptListener
{
    /// <summary>As the inbox names it: <c>WaterCrm.Surveys:WhenComplaintClosed</c>.</summary>
    public required string Listener { get; init; }

    /// <summary>The event's name.</summary>
    public required string Event { get; init; }
}
