namespace WaterCrm.Kernel.Staffing;

public enum BranchKind
{
    Office,
    District,
}
