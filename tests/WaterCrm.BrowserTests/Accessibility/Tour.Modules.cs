using WaterCrm.BrowserTests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>A module comes, runs, goes off and goes for good. Nobody gets to most of these pages without a second factor.</summary>
internal sealed partial class Tour
{
    private async Task ModulesAsync()
    {
        const string Modules = "/staff/admin/modules", Danger = "main form button.btn-danger";
        using var package = new SamplePackage();
        await Open(desk, Modules);
        await Open(desk, Modules + "/switch?off=WaterCrm.Complaints");
        await Open(desk, Modules + "/switch?off=WaterCrm.StaffTheme");   // pages wear it
        await Open(desk, Modules + "/restart");
        await Open(desk, Modules + "/install");
        await Send(desk, "package refused");
        await desk.Page.SetInputFilesAsync("#Package", package.Path);
        await Send(desk, "package installed");
        foreach (var way in new[] { "on", "off" })
        {
            await Open(desk, $"{Modules}/switch?{way}={SamplePackage.Module}");
            await Send(desk, "switched " + way);
        }

        await Open(desk, $"{Modules}/remove/{SamplePackage.Module}");
        await Send(desk, "module removed", Danger);
        await Open(desk, $"{Modules}/purge/{SamplePackage.Module}");
        await Send(desk, "purge refused", Danger);
        await desk.Page.FillAsync("#Typed", SamplePackage.Module);
        await Send(desk, "data deleted", Danger);
        Assert.Equal(Modules, PathOf(desk));
        Assert.Equal(0, await desk.Page.GetByText(SamplePackage.Module).CountAsync());
    }
}
