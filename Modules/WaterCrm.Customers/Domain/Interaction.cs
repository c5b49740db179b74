using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Domain;

/// <summary>One contact, in or out, by whatever way: a line of the timeline. What was said is not changed afterwards.</summary>
internal sealed class Interaction : Entity
{
    private Interaction()
    {
    }

    /// <summary>Unknown for a stranger's report; then the subject tells what it was about.</summary>
    public Guid? CustomerId { get; private init; }

    public DateTime At { get; private init; }
    public InteractionDirection Direction { get; private init; }
    public InteractionChannel Channel { get; private init; }

    /// <summary>The kind of thing it was about, such as <c>complaint</c>, with its id and what people call it.</summary>
    public string? SubjectKind { get; private init; }
    public Guid? SubjectId { get; private init; }
    public string? SubjectName { get; private init; }

    public string Summary { get; private init; } = "";

    public Guid? AuthorId { get; private init; }
    public string AuthorName { get; private init; } = "";

    public static Result<Interaction> Note(InteractionDetails said, TimeProvider clock)
    {
        if (said.CustomerId is null && said.SubjectId is null) return CustomerErrors.InteractionAboutNobody;
        if (Typed.Lines(said.Summary) is not { } summary) return CustomerErrors.SummaryMissing.At(nameof(Summary));
        var at = said.At ?? clock.Utc();
        if (at > clock.Utc()) return CustomerErrors.InteractionInFuture.At(nameof(At));

        return new Interaction
        {
            Id = Ids.New(clock), CustomerId = said.CustomerId, At = at, Direction = said.Direction, Channel = said.Channel,
            SubjectKind = said.SubjectKind, SubjectId = said.SubjectId, SubjectName = said.SubjectName,
            Summary = summary, AuthorId = said.AuthorId, AuthorName = said.AuthorName,
        };
    }
}

internal sealed record InteractionDetails
{
    public Guid? CustomerId { get; init; }
    public DateTime? At { get; init; }
    public required InteractionDirection Direction { get; init; }
    public required InteractionChannel Channel { get; init; }
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }
    public string? SubjectName { get; init; }
    public required string Summary { get; init; }
    public Guid? AuthorId { get; init; }
    public required string AuthorName { get; init; }
}
