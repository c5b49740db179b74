using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Features;

/// <summary>Writes a contact into the timeline. Sent from another module's command it joins that command's transaction.</summary>
[Audited("customers.interaction-noted", "Noted a contact")]
public sealed record NoteInteraction : ICommand<Guid>, IAbout
{
    /// <summary>Unknown for a stranger; then the subject must be named.</summary>
    public Guid? CustomerId { get; init; }

    /// <summary>When it was, UTC; now when nothing is said.</summary>
    public DateTime? At { get; init; }

    public required InteractionDirection Direction { get; init; }
    public required InteractionChannel Channel { get; init; }

    /// <summary>The kind of thing it was about, such as <c>complaint</c>.</summary>
    public string? SubjectKind { get; init; }
    public Guid? SubjectId { get; init; }

    /// <summary>What people call it, such as its number.</summary>
    public string? SubjectName { get; init; }

    public required string Summary { get; init; }

    Guid IAbout.About => CustomerId ?? SubjectId ?? Guid.Empty;
}

internal sealed class NoteInteractionValidator : AbstractValidator<NoteInteraction>
{
    public NoteInteractionValidator()
    {
        RuleFor(i => i.Direction).IsInEnum().WithMessage("Choose who came to whom.");
        RuleFor(i => i.Channel).IsInEnum().WithMessage("Choose by which way the contact was.");
        RuleFor(i => i.Summary).NotEmpty().WithMessage("Write in a sentence what it was about.")
            .MaximumLength(CustomerLimits.Summary).WithMessage("Write it in at most 2,000 letters.");
    }
}

internal sealed class NoteInteractionHandler(CustomersDbContext db, IActor actor, TimeProvider clock) : IRequestHandler<NoteInteraction, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(NoteInteraction request, CancellationToken token)
    {
        if (request.CustomerId is { } customer && !await db.Customers.AnyAsync(c => c.Id == customer, token)) return CustomerErrors.NotFound;
        var noted = Interaction.Note(new InteractionDetails
        {
            CustomerId = request.CustomerId, At = request.At, Direction = request.Direction, Channel = request.Channel,
            SubjectKind = request.SubjectKind, SubjectId = request.SubjectId, SubjectName = request.SubjectName,
            Summary = request.Summary, AuthorId = actor.Id, AuthorName = actor.Name,
        }, clock);
        if (!noted.Is(out var interaction)) return noted.Error!;

        db.Interactions.Add(interaction);
        await db.SaveChangesAsync(token);
        return interaction.Id;
    }
}
