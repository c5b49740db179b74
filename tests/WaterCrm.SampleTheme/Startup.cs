namespace WaterCrm.SampleTheme;

/// <summary>Names the theme's words; it registers nothing.</summary>
public sealed class Startup : StartupBase;
