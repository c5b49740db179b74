using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Files;

/// <summary>How large files may be. What one request may carry in all is the server's limit, <c>Limits:RequestBodyMegabytes</c> of the configuration.</summary>
[SettingsGroup("uploads", "Files", Help = "How large photos and documents may be.", Order = 40)]
public sealed record UploadSettings
{
    [Setting("Largest photo from customers", Unit = "MB", Min = 1, Max = 1000)]
    public int PhotoMegabytes { get; init; } = 10;

    [Setting("Largest document from staff", Unit = "MB", Min = 1, Max = 1000)]
    public int DocumentMegabytes { get; init; } = 20;
}
