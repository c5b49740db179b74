using WaterCrm.Complaints;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Tests;

/// <summary>Builders of test data, one file a module.</summary>
public static partial class A
{
    /// <summary>A report as somebody would send it; change what the test is about by <c>with</c>.</summary>
    public static RecordComplaint Report() => new()
    {
        Form = FormKey.New(), Kind = "no-water", Place = "12 Lê Lợi", Text = "Không có nước từ sáng nay", ContactName = "Nguyễn Thị Hoa", ContactPhone = "0912 345 678",
    };
}
