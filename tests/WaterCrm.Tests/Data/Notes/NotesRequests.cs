using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Contracts;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Tests.Data.Notes;

[Audited("notes.written", "Wrote a note")]
public sealed record WriteNote(string Text, bool Numbered = false) : ICommand<Guid>;

internal sealed class WriteNoteValidator : AbstractValidator<WriteNote>
{
    public WriteNoteValidator() => RuleFor(n => n.Text).NotEmpty();
}

/// <summary>Lets a test do something at the moment between the two phases of a command.</summary>
internal sealed class Interruption
{
    public Func<Task>? BeforeTransaction { get; set; }
}

internal sealed class PrepareWriteNote(Interruption interruption) : IPrepare<WriteNote>
{
    public async Task<Result<WriteNote>> Prepare(WriteNote command, CancellationToken token)
    {
        if (command.Text == "interrupted" && interruption.BeforeTransaction is { } act) await act();
        return command with { Text = command.Text.Trim() };
    }
}

internal sealed class WriteNoteHandler(NotesDbContext db, Numbers numbers, TimeProvider clock) : IRequestHandler<WriteNote, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(WriteNote request, CancellationToken token)
    {
        if (request.Text == "forbidden") return new Error("notes.forbidden", "This cannot be written.");
        var note = Note.Written(request.Text, clock);
        if (request.Numbered) note.Number = await numbers.Next("N", 2026, token);
        db.Notes.Add(note);
        await db.SaveChangesAsync(token);
        return request.Text == "crash" ? throw new InvalidOperationException("The power failed.") : note.Id;
    }
}

[Audited("notes.two-written", "Wrote two notes")]
public sealed record WriteTwo(string First, string Second) : ICommand<Guid>;

internal sealed class WriteTwoHandler(IMediator mediator) : IRequestHandler<WriteTwo, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(WriteTwo request, CancellationToken token)
    {
        var first = await mediator.Send(new WriteNote(request.First), token);
        // The careless kind of caller: it does not look at what the second one said.
        await mediator.Send(new WriteNote(request.Second), token);
        return first;
    }
}

[Audited("notes.renamed", "Renamed a note")]
public sealed record RenameNote(Guid Id, string Text, int Version) : ICommand<Guid>, IAbout
{
    public Guid About => Id;
}

internal sealed class RenameNoteHandler(NotesDbContext db, TimeProvider clock) : IRequestHandler<RenameNote, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RenameNote request, CancellationToken token)
    {
        if (await db.Notes.FindAsync([request.Id], token) is not { } note) return KernelErrors.NotFound;
        db.Entry(note).Property(n => n.Version).OriginalValue = request.Version;
        note.Rename(request.Text, clock);
        await db.SaveChangesAsync(token);
        return note.Id;
    }
}

public sealed record CountNotes : IQuery<int>;

internal sealed class CountNotesHandler(NotesDbContext db) : IRequestHandler<CountNotes, int>
{
    public Task<int> Handle(CountNotes request, CancellationToken token) => db.Notes.CountAsync(token);
}

/// <summary>A query that tries to save all the same.</summary>
public sealed record WriteByQuery : IQuery<int>;

internal sealed class WriteByQueryHandler(NotesDbContext db, TimeProvider clock) : IRequestHandler<WriteByQuery, int>
{
    public Task<int> Handle(WriteByQuery request, CancellationToken token)
    {
        db.Notes.Add(Note.Written("by a query", clock));
        return db.SaveChangesAsync(token);
    }
}

[Audited("notes.echoed", "Echoed a note")]
public sealed record EchoNote(string Listener, string Text) : ICommand<bool>;

internal sealed class EchoNoteValidator : AbstractValidator<EchoNote>
{
    public EchoNoteValidator() => RuleFor(e => e.Text).NotEqual("unspeakable");
}

internal sealed class EchoNoteHandler(NotesDbContext db) : IRequestHandler<EchoNote, Result<bool>>
{
    public async Task<Result<bool>> Handle(EchoNote request, CancellationToken token)
    {
        db.Echoes.Add(new Echo { Listener = request.Listener, Text = request.Text });
        await db.SaveChangesAsync(token);
        return true;
    }
}

/// <summary>Tells a listener on which texts to fail, after it has done its work.</summary>
internal sealed class ListenerTroubles
{
    public HashSet<string> FailingTexts { get; } = [];
}

internal sealed class WhenNoteWrittenEcho(IMediator mediator, ListenerTroubles troubles) : IHandle<NoteWritten>
{
    public async Task Handle(NoteWritten said, CancellationToken token)
    {
        await mediator.Send(new EchoNote("echo", said.Text), token);
        if (troubles.FailingTexts.Contains(said.Text)) throw new InvalidOperationException($"'{said.Text}' cannot be echoed.");
    }
}

internal sealed class WhenNoteWrittenRepeat(IMediator mediator) : IHandle<NoteWritten>
{
    public Task Handle(NoteWritten said, CancellationToken token) => mediator.Send(new EchoNote("repeat", said.Text), token);
}
