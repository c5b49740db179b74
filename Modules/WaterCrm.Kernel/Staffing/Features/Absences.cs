using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Staffing.Domain;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Somebody will be away, and somebody else does what waits for them from the first day up to and with the last.</summary>
[Audited("staffing.absence-entered", "Entered an absence")]
public sealed record EnterAbsence(Guid? PersonId, Guid? SubstituteId, DateOnly? From, DateOnly? Until, string? Note) : ICommand<Guid>;

/// <summary>Somebody is back earlier, or does not go.</summary>
[Audited("staffing.absence-ended", "Ended an absence")]
public sealed record EndAbsence(Guid Id) : ICommand<AbsenceEnded>;

/// <param name="About">The absence.</param>
/// <param name="Until">Its last day before, for whoever takes it back.</param>
public sealed record AbsenceEnded(Guid About, DateOnly Until) : IAbout;

internal sealed class EnterAbsenceRules : AbstractValidator<EnterAbsence>
{
    public EnterAbsenceRules()
    {
        RuleFor(a => a.PersonId).NotNull().WithMessage("Choose somebody who works here and is active.");
        RuleFor(a => a.SubstituteId).NotNull().WithMessage("Choose somebody who works here and is active.");
        RuleFor(a => a.From).NotNull().WithMessage("Say which is the first day.");
        RuleFor(a => a.Until).NotNull().WithMessage("Say which is the last day.");
        RuleFor(a => a.Note).MaximumLength(500).WithMessage("Keep it below 500 characters.");
    }
}

internal sealed class AbsencesHandler(KernelDbContext db, StaffingRules rules, IActor actor, LocalFormat format, Database database, CommandScope command, TimeProvider clock)
    : IRequestHandler<EnterAbsence, Result<Guid>>, IRequestHandler<EndAbsence, Result<AbsenceEnded>>
{
    public async Task<Result<Guid>> Handle(EnterAbsence request, CancellationToken token)
    {
        var (person, substitute, from, until) = (request.PersonId!.Value, request.SubstituteId!.Value, request.From!.Value, request.Until!.Value);
        if (!await rules.MayActFor(person, token)) return StaffingErrors.NotYours;
        if (!await rules.WorksHere(person, token)) return StaffingErrors.UnknownPerson.At(nameof(request.PersonId));
        if (await rules.CannotTakeWork(substitute, token) is { } unable) return unable.At(nameof(request.SubstituteId));

        // Two who name each other at once would each find nothing yet. On SQLite the write gate lets one after the other.
        if (!database.IsSqlite) await command.Hold!.Execute("SELECT pg_advisory_xact_lock(hashtextextended('staffing.absence', 0))", token);
        var others = await db.Absences.Where(a => a.Until >= from && a.From <= until && !a.IsCancelled).ToListAsync(token);
        var entered = Absence.Enter(Ids.New(clock), person, substitute, from, until, Typed.Line(request.Note), actor.Id, format.Today, others);
        if (entered.Error is { } refused) return refused;

        db.Add(entered.Value);
        await db.SaveChangesAsync(token);
        return entered.Value.Id;
    }

    public async Task<Result<AbsenceEnded>> Handle(EndAbsence request, CancellationToken token)
    {
        if (await db.Absences.FindAsync([request.Id], token) is not { } absence) return KernelErrors.NotFound;
        if (!await rules.MayActFor(absence.PersonId, token)) return StaffingErrors.NotYours;
        var until = absence.Until;
        if (absence.End(format.Today).Error is { } refused) return refused;
        await db.SaveChangesAsync(token);
        return new AbsenceEnded(absence.Id, until);
    }
}
