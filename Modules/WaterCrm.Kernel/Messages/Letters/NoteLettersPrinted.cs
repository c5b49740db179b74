using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Messages.Domain;
using WaterCrm.Kernel.Messages.Templates;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Messages.Letters;

/// <summary>Notes that these letters lie printed in front of the acting person. Those that somebody else has ended meanwhile stay as they are.</summary>
[Audited("letters.printed", "Printed letters")]
public sealed record NoteLettersPrinted(IReadOnlyList<Guid> Ids) : ICommand<LettersPrinted>;

/// <param name="Noted">As printed by this.</param>
/// <param name="Ended">Were printed or cancelled before.</param>
/// <param name="By">Who printed one of those; null where nobody did.</param>
/// <param name="At">And when.</param>
public sealed record LettersPrinted(int Noted, int Ended, string? By, DateTime? At);

internal sealed class NoteLettersPrintedRules : AbstractValidator<NoteLettersPrinted>
{
    public NoteLettersPrintedRules() => RuleFor(l => l.Ids).Must(ids => ids is { Count: > 0 and <= ChooseLetters.Most }).WithMessage("Choose at least one letter.");
}

internal sealed class NoteLettersPrintedHandler(KernelDbContext db, CommandScope command, IActor actor, TimeProvider clock) : IRequestHandler<NoteLettersPrinted, Result<LettersPrinted>>
{
    public async Task<Result<LettersPrinted>> Handle(NoteLettersPrinted request, CancellationToken token)
    {
        Guid[] ids = [.. request.Ids.Distinct()];
        var noted = await Note(ids, token);
        foreach (var id in noted)
            command.Changed(new EntityChange(nameof(Message), id, nameof(EntityState.Modified), new Dictionary<string, string?[]> { [nameof(Message.State)] = [nameof(MessageState.Queued), nameof(MessageState.Sent)] }));
        if (noted.Count == 0) command.Unchanged();

        Guid[] others = [.. ids.Except(noted)];
        var ended = others.Length == 0 ? null : await db.Messages.Where(m => others.Contains(m.Id) && m.Channel == MessageChannels.Letter && m.HandledBy != null).Select(m => new { m.HandledBy, m.EndedAt }).FirstOrDefaultAsync(token);
        return new LettersPrinted(noted.Count, others.Length, ended?.HandledBy, ended?.EndedAt);
    }

    /// <summary>One statement for all: of two who press at once each letter is noted by one of them.</summary>
    private async Task<List<Guid>> Note(Guid[] ids, CancellationToken token)
    {
        var names = ids.Select((_, i) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@i{i}")).ToArray();
        await using var update = command.Hold!.Connection.Statement(command.Hold.Transaction,
            $"UPDATE kernel_message SET \"State\" = 'Sent', \"EndedAt\" = @now, \"TriedAt\" = @now, \"Tries\" = \"Tries\" + 1, \"HandledBy\" = @by WHERE \"State\" = 'Queued' AND \"Channel\" = 'letter' AND \"Id\" IN ({string.Join(", ", names)}) RETURNING \"Id\"",
            [("@now", clock.Utc()), ("@by", actor.Name), .. names.Zip(ids, (name, id) => (name, (object?)id))]);
        List<Guid> noted = [];
        await using var rows = await update.ExecuteReaderAsync(token);
        while (await rows.ReadAsync(token)) noted.Add(rows.Id(0));
        return noted;
    }
}
