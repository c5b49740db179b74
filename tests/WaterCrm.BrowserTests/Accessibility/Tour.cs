using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>Goes through the whole product as a demonstration shows it and has an inspector look at every page, also at those that ask, refuse or have nothing to show.</summary>
internal sealed partial class Tour(Site site, FakeTime clock, Inspector inspector, Visitor desk, Visitor street)
{
    private readonly HashSet<string> withoutPage = [];
    private Dictionary<string, Guid> people = [];

    /// <summary>Routes that were seen to answer with something else than a page.</summary>
    public IReadOnlySet<string> WithoutPage => withoutPage;

    public async Task GoAsync()
    {
        await SettingUpAsync();
        await site.AddPersonAsync("Lê Thị Mai", "mai", "Administrator", "Care staff", "Head of customer care");
        await site.AddPersonAsync("Nguyễn Hoàng Phương Uyên", "uyen", "Team", "Care staff");
        people = (await site.SendAsync(new FindPeople(new PeopleFilter()))).People.ToDictionary(p => p.SignInName, p => p.Id);
        await desk.SignInAsync("mai");
        await PublicAsync();
        await ComplaintsAsync();
        await CustomersAsync();
        await ImportsAsync();
        await PeopleAsync();
        await RolesAsync();
        await StaffingAsync();
        await SettingsAsync();
        await GuidanceAsync();
        await SystemAsync();
        await SecondFactorAsync();
        await ModulesAsync();
        await ErrorsAsync();
        await MachinesAsync();
    }

    private async Task SettingUpAsync()
    {
        await Open(street, "/");
        await Open(street, "/setup");
        await Open(street, new Uri(await site.SetupLinkAsync()).AbsolutePath);
        await Send(street, "set-up refused");
        foreach (var (field, value) in new[] { ("Name", "Lê Minh"), ("SignInName", "minh"), ("Password", Site.Password), ("PasswordAgain", Site.Password) }) await street.Page.FillAsync($"[name={field}]", value);
        await Send(street, "the utility");
        await street.Page.FillAsync("#Name", " ");
        await street.Page.CheckAsync("#OwnColour");
        await street.Page.FillAsync("#Colour", "#f2c200");
        await Send(street, "the utility refused");
        await street.Page.FillAsync("#Colour", "#0a6b5e");
        await street.Page.CheckAsync("#Demonstration");
        await Send(street, "links of the demonstration");
        await Open(street, "/staff/admin/setup");
        await street.Context.ClearCookiesAsync();
    }

    private Task Open(Visitor visitor, string path) => inspector.OpenAsync(visitor, path);

    private Task Now(Visitor visitor, string what) => inspector.LookAsync(visitor, what);

    /// <summary>Presses a button of a form that the browser does not check, and looks at what comes.</summary>
    private async Task Send(Visitor visitor, string what, string button = "main form button.btn-primary:visible")
    {
        await inspector.ChooseLanguageAsync(visitor);
        await Press(visitor, button);
        await Now(visitor, what);
    }

    private static async Task Press(Visitor visitor, string button)
    {
        await visitor.Page.EvaluateAsync("() => { window.before = true; document.querySelectorAll('main form').forEach(form => form.noValidate = true) }");
        await visitor.Page.Locator(button).First.ClickAsync();
        await visitor.Page.WaitForFunctionAsync("() => !window.before && document.readyState === 'complete'");
    }

    /// <summary>The path of the first link below a folder that names a record.</summary>
    private static Task<string> LinkAsync(Visitor visitor, string folder) => visitor.Page.EvaluateAsync<string>(
        "folder => [...document.querySelectorAll('main a[href]')].map(a => new URL(a.href).pathname).find(path => path.startsWith(folder) && path.slice(folder.length).match(/^[0-9a-f-]{36}$/))", folder);

    private static string PathOf(Visitor visitor) => new Uri(visitor.Page.Url).AbsolutePath;
}
