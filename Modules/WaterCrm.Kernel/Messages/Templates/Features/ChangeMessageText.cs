using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.Templates.Features;

/// <summary>Says a kind of message otherwise in one language, from the next message on.</summary>
/// <param name="Kind">The kind's code.</param>
/// <param name="Language">The text's language.</param>
/// <param name="Parts">The whole text.</param>
/// <param name="Version">Of the utility's own text that whoever changes it has seen; null where there was none.</param>
[Audited("messages.text-changed", "Changed the text of a message")]
public sealed record ChangeMessageText(string Kind, string Language, MessageTextParts Parts, int? Version) : ICommand<Guid>;

/// <summary>Puts the shipped text back. The utility's own is kept, so that <see cref="TakeOwnTextAgain"/> undoes it.</summary>
[Audited("messages.text-put-back", "Put the shipped text of a message back")]
public sealed record PutShippedTextBack(string Kind, string Language) : ICommand<Guid>;

[Audited("messages.text-taken-again", "Took the own text of a message again")]
public sealed record TakeOwnTextAgain(string Kind, string Language) : ICommand<Guid>;

internal static class MessageTextErrors
{
    public static readonly Error NothingShipped = new("messages.nothing-shipped", "No text is shipped in this language, so there is none to go back to.", 409);
    public static readonly Error NotChanged = new("messages.not-changed", "The shipped text is in force already.", 409);
}

internal sealed class ChangeMessageTextHandler(MessageBook book, TextsInForce texts, KernelDbContext db, CommandScope command, IActor actor, TimeProvider clock)
    : IRequestHandler<ChangeMessageText, Result<Guid>>, IRequestHandler<PutShippedTextBack, Result<Guid>>, IRequestHandler<TakeOwnTextAgain, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(ChangeMessageText request, CancellationToken token)
    {
        if (book.Find(request.Kind) is not { } kind || Languages.All.All(l => l.Culture.Name != request.Language)) return KernelErrors.NotFound;
        var parts = request.Parts.Tidy();
        if (CompiledText.Read(kind, parts).Error is { } wrong) return wrong;

        var row = await Row(request.Kind, request.Language, token);
        if (row?.Version != request.Version) return KernelErrors.ChangedMeanwhile;

        var all = await texts.All(kind, token);
        var source = texts.SourceHash(kind, request.Language, all);
        if (all.GetValueOrDefault(request.Language) is { } now && now.Parts == parts && !texts.IsOld(kind, now, all))
        {
            command.Unchanged();
            return row?.Id ?? Guid.Empty;
        }

        if (row is null) db.Add(row = new MessageText(Ids.New(clock), request.Kind, request.Language));
        row.Say(parts, source, actor.Name, clock.Utc());
        await db.SaveChangesAsync(token);
        return row.Id;
    }

    public Task<Result<Guid>> Handle(PutShippedTextBack request, CancellationToken token) => Hold(request.Kind, request.Language, inForce: false, token);

    public Task<Result<Guid>> Handle(TakeOwnTextAgain request, CancellationToken token) => Hold(request.Kind, request.Language, inForce: true, token);

    private async Task<Result<Guid>> Hold(string kind, string language, bool inForce, CancellationToken token)
    {
        if (book.Find(kind) is null || await Row(kind, language, token) is not { } row) return KernelErrors.NotFound;
        if (book.Shipped(kind, language) is null) return MessageTextErrors.NothingShipped;
        if (row.IsInForce == inForce) return inForce ? KernelErrors.ChangedMeanwhile : MessageTextErrors.NotChanged;

        row.Hold(inForce, actor.Name, clock.Utc());
        await db.SaveChangesAsync(token);
        return row.Id;
    }

    private Task<MessageText?> Row(string kind, string language, CancellationToken token) => db.MessageTexts.FirstOrDefaultAsync(t => t.Kind == kind && t.Language == language, token);
}
