namespace WaterCrm.Sops;

/// <summary>What can happen to a case.</summary>
public enum CaseAction
{
    Opened,
    Entered,
    Answered,
    Claimed,
    HandedOver,
    BecameLate,
    Escalated,
    Paused,
    Resumed,
    Reopened,
    Closed,
}
