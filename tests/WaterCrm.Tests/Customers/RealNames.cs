namespace WaterCrm.Tests.Customers;

/// <summary>Names as they occur in Viet Nam and China; the family names about as often as in life.</summary>
internal static class RealNames
{
    private static readonly string[] Families = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"];
    private static readonly string[] Middles = ["Văn", "Thị", "Đức", "Minh", "Thu", "Quốc", "Hữu"];
    private static readonly string[] Given = ["An", "Bình", "Chi", "Dũng", "Đạt", "Giang", "Hà", "Hạnh", "Hòa", "Hùng", "Khánh", "Lan", "Linh", "Mai", "Nam", "Ngọc", "Oanh", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Tuấn", "Uyên", "Việt", "Xuân", "Yến"];
    private static readonly string[] Chinese = ["王伟明", "李娜", "张秀英", "刘洋", "陈静", "杨勇", "赵敏", "黄丽"];

    public static string At(int i) => i % 40 == 39
        ? Chinese[i / 40 % Chinese.Length]
        : $"{Families[i % Families.Length]} {Middles[i / 7 % Middles.Length]} {Given[i / 3 % Given.Length]}";
}
