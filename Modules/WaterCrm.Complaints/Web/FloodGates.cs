using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Complaints.Web;

/// <summary>The gates of the public pages, one for what is written and one for codes that open nothing.</summary>
public sealed class FloodGates(Settings<ComplaintsSettings> settings, TimeProvider clock)
{
    public FloodGate Reports { get; } = new(() => settings.Current.ReportsPerMinute, clock);

    /// <summary>With 80 random bits guessing is hopeless.</summary>
    public FloodGate WrongCodes { get; } = new(() => settings.Current.WrongCodesPerMinute, clock);
}
