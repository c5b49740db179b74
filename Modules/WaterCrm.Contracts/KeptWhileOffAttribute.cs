namespace WaterCrm.Contracts;

/// <summary>
/// On a listener: what happens while its module is switched off is kept for it and told when it is on again, in order, however long that takes.
/// Without it a listener is told what happens while it is on, and what was under way when it was switched off.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class KeptWhileOffAttribute : Attribute;
