using FluentValidation;
using MediatR;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Settings.Features;

/// <summary>Puts a group of settings into force.</summary>
/// <param name="Value">The whole record, such as a <c>PeopleSettings</c>.</param>
/// <param name="Version">The version whoever changes them has seen; null where it does not matter what stood there.</param>
/// <returns>The new version.</returns>
[Audited("settings.changed", "Changed settings")]
public sealed record ChangeSettings(object Value, int? Version = null) : ICommand<SettingsChanged>
{
    /// <summary>There may be secrets among the values.</summary>
    public override string ToString() => $"{nameof(ChangeSettings)} {Value.GetType().Name}";
}

/// <param name="About">The group's id.</param>
/// <param name="Version">The version now in force.</param>
public sealed record SettingsChanged(Guid About, int Version) : IAbout;

internal sealed class ChangeSettingsHandler(
    IEnumerable<SettingsDefinition> groups, SettingsForms forms, SettingsStore store, KernelDbContext db, CommandScope command, IServiceProvider services, IActor actor, TimeProvider clock)
    : IRequestHandler<ChangeSettings, Result<SettingsChanged>>
{
    public async Task<Result<SettingsChanged>> Handle(ChangeSettings request, CancellationToken token)
    {
        if (groups.FirstOrDefault(g => g.Type == request.Value.GetType()) is not { } group) return KernelErrors.NotFound;
        if (Broken(group, request.Value) is { Count: > 0 } broken) return KernelErrors.Invalid with { Fields = broken };

        var stored = await db.Settings.FindAsync([group.Key], token);
        var (before, version) = (group.Parse(stored?.Json), stored?.Version ?? 0);
        if (request.Version is { } seen && seen != version) return KernelErrors.ChangedMeanwhile;
        if (group.Differences(before, request.Value) is not { Count: > 0 } changes)
        {
            command.Unchanged();
            return new SettingsChanged(group.Id, version);
        }

        // Where there is no row yet, two first editors meet here.
        var saved = await command.Hold!.Execute(
            "INSERT INTO kernel_setting (key, json, version, changed_at, changed_by) VALUES (@key, @json, @version + 1, @now, @by) " +
            "ON CONFLICT (key) DO UPDATE SET json = @json, version = @version + 1, changed_at = @now, changed_by = @by WHERE kernel_setting.version = @version",
            token, ("@key", group.Key), ("@json", group.ToJson(request.Value)), ("@version", version), ("@now", clock.Utc()), ("@by", actor.Name));
        if (saved == 0) return KernelErrors.ChangedMeanwhile;

        command.Changed(new EntityChange(group.Type.Name, group.Id, "Modified", changes));
        command.AfterCommit(store.Forget);
        return new SettingsChanged(group.Id, version + 1);
    }

    private List<FieldError> Broken(SettingsDefinition group, object value)
    {
        List<FieldError> broken = [.. forms.Read(group, value).Problems];
        if (broken.Count == 0 && services.GetService(typeof(IValidator<>).MakeGenericType(group.Type)) is IValidator rules)
            broken.AddRange(rules.Validate(new ValidationContext<object>(value)).Errors.Select(e => new FieldError(e.PropertyName, e.ErrorMessage)));
        return broken;
    }
}
