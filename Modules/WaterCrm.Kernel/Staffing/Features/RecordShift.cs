using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Staffing.Domain;

namespace WaterCrm.Kernel.Staffing.Features;

/// <summary>Adds a shift, or changes the one with this id.</summary>
[Audited("staffing.shift-recorded", "Recorded a shift")]
public sealed record RecordShift : ICommand<Guid>
{
    public Guid? Id { get; init; }
    public string? Name { get; init; }
    public Guid? TeamId { get; init; }

    /// <summary>On the utility's wall clock; an end that is not after the beginning lies on the next day.</summary>
    public TimeOnly? From { get; init; }
    public TimeOnly? Until { get; init; }
    public IReadOnlyCollection<DayOfWeek> Days { get; init; } = [];

    /// <summary>How many people work in it, 0 to 100.</summary>
    public int Needs { get; init; }
    public bool HasOnCall { get; init; }
}

/// <summary>The shift is no longer worked; what was in the roster stays readable.</summary>
[Audited("staffing.shift-closed", "Closed a shift")]
public sealed record CloseShift(Guid Id) : ICommand<Guid>;

internal sealed class RecordShiftRules : AbstractValidator<RecordShift>
{
    public RecordShiftRules()
    {
        RuleFor(s => s.Name).Must(n => Typed.Line(n) is not null).WithMessage("Write the name.").MaximumLength(100).WithMessage("Write the name in at most 100 letters.");
        RuleFor(s => s.TeamId).NotNull().WithMessage("Choose one of the open teams.");
        RuleFor(s => s.From).NotNull().WithMessage("Say when the shift begins.");
        RuleFor(s => s.Until).NotNull().WithMessage("Say when the shift ends.");
        RuleFor(s => s.Days).Must(d => d.Count > 0 && d.All(Enum.IsDefined)).WithMessage("Choose at least one day.");
        RuleFor(s => s.Needs).InclusiveBetween(0, 100).WithMessage("Write a number from 0 to 100.");
    }
}

internal sealed class RecordShiftHandler(KernelDbContext db, TimeProvider clock) : IRequestHandler<RecordShift, Result<Guid>>, IRequestHandler<CloseShift, Result<Guid>>
{
    public async Task<Result<Guid>> Handle(RecordShift request, CancellationToken token)
    {
        var shift = request.Id is { } id ? await db.Shifts.FindAsync([id], token) : new DutyShift(Ids.New(clock));
        if (shift is null) return KernelErrors.NotFound;
        if (!await db.Teams.AnyAsync(t => t.Id == request.TeamId && t.ClosedOn == null, token)) return StaffingErrors.UnknownTeam.At(nameof(request.TeamId));

        if (request.From == request.Until && request.From != TimeOnly.MinValue) return StaffingErrors.ShiftOfNoLength.At(nameof(request.Until));

        var name = Typed.Line(request.Name)!;
        var names = await db.Shifts.Where(s => s.TeamId == request.TeamId && !s.IsClosed && s.Id != shift.Id).Select(s => s.Name).ToListAsync(token);
        if (names.Contains(name, StringComparer.CurrentCultureIgnoreCase)) return StaffingErrors.ShiftNameTaken.At(nameof(request.Name));

        shift.Describe(name, request.TeamId!.Value, request.From!.Value, request.Until!.Value, request.Days, request.Needs, request.HasOnCall);
        if (request.Id is null) db.Add(shift);
        await db.SaveChangesAsync(token);
        return shift.Id;
    }

    public async Task<Result<Guid>> Handle(CloseShift request, CancellationToken token)
    {
        if (await db.Shifts.FindAsync([request.Id], token) is not { IsClosed: false } shift) return KernelErrors.NotFound;
        shift.Close();
        await db.SaveChangesAsync(token);
        return shift.Id;
    }
}
