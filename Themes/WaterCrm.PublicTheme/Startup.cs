namespace WaterCrm.PublicTheme;

/// <summary>A theme adds views and files only; the class names the assembly whose words its views speak.</summary>
public sealed class Startup : StartupBase;
