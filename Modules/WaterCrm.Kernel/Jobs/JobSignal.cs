using WaterCrm.Kernel.Data.Outbox;

namespace WaterCrm.Kernel.Jobs;

/// <summary>Rung when there is a new job.</summary>
public sealed class JobSignal : Bell;
