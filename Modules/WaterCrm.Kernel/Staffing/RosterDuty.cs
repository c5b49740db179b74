namespace WaterCrm.Kernel.Staffing;

/// <summary>What somebody does in a shift.</summary>
public enum RosterDuty
{
    Works,

    /// <summary>Is called first.</summary>
    First,

    /// <summary>Is called when the first does not answer.</summary>
    Second,
}
