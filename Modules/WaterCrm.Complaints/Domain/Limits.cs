namespace WaterCrm.Complaints.Domain;

/// <summary>The longest that each field may be, in characters.</summary>
internal static class Limits
{
    public const int Place = 200;
    public const int PlaceKey = 400;
    public const int Zone = 40;
    public const int Text = 4000;
    public const int Name = 100;
    public const int Phone = 40;
    public const int Email = 200;
    public const int Photos = 5;
}
