namespace WaterCrm.Sops.Domain;

/// <summary>Where a task goes: another role, a team by its code, a person. What is null stays as it is.</summary>
internal sealed record HandOverTo(string? Role = null, string? Team = null, string? TeamName = null, Guid? PersonId = null, string? Person = null);
