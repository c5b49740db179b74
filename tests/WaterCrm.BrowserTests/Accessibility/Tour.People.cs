using System.Globalization;
using WaterCrm.BrowserTests.Infrastructure;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.People.SecondFactor;
using WaterCrm.Kernel.Staffing;
using WaterCrm.Kernel.Staffing.Features;

namespace WaterCrm.BrowserTests.Accessibility;

/// <summary>Those who work here: accounts, roles, teams, rosters, the second factor.</summary>
internal sealed partial class Tour
{
    private async Task PeopleAsync()
    {
        foreach (var list in new[] { "", "?tab=invited", "?tab=locked", "?text=nobody" }) await Open(desk, "/staff/people" + list);
        await Open(desk, "/staff/people/new");
        await Send(desk, "person refused");
        var binh = $"/staff/people/{people["binh"]}";
        await Open(desk, binh);
        await Send(desk, "link for a person", $"main form[action='{binh}/link'] button");
        var link = new Uri(await desk.Page.InputValueAsync("#link")).AbsolutePath;
        await Open(street, link);
        await Send(street, "password refused");
        await Open(street, link[..^4] + "abcd");
        foreach (var page in new[] { "/deactivate", "/work", "/sessions" }) await Open(desk, binh + page);
        await Open(desk, $"/staff/people/{people["mai"]}/sessions");
        await Open(desk, "/staff/sessions");
        await Open(desk, "/staff/password");
        await Send(desk, "own password refused");
        await Open(desk, "/staff/views");
        await desk.Page.GotoAsync($"/staff/people/{people["trang"]}");
        await Send(desk, "last day refused", "main form[action$='/looks'] button");
        await site.AddPersonAsync("Thanh tra Sở Xây dựng", "inspector", "Director");
        var inspecting = (await site.SendAsync(new FindPeople(new PeopleFilter { Text = "Thanh tra" }))).People.Single().Id;
        Assert.Null((await site.SendAsync(new LookOnly(inspecting, clock.Utc().AddDays(20)))).Error);
        await street.SignInAsync("inspector");
        await Open(street, "/staff");
        await Open(street, "/staff/complaints");
        await street.Context.ClearCookiesAsync();
        await Open(desk, "/staff/views");
        await Open(desk, $"/staff/people/{inspecting}");
        await Open(desk, "/staff/people");
    }

    private async Task RolesAsync()
    {
        await Open(desk, "/staff/roles");
        var standard = (await site.SendAsync(new ListRoles())).First(r => r.Name == "Care staff").Id;
        await Open(desk, $"/staff/roles/{standard}/back");
        await Open(desk, "/staff/roles/new");
        await Send(desk, "role refused");
        await desk.Page.FillAsync("#Name", "Meter readers");
        await desk.Page.SelectOptionAsync("#CopyOf", standard.ToString());
        await Send(desk, "role made");
        var role = PathOf(desk);
        await Open(desk, role);
        foreach (var box in (await desk.Page.Locator("[name=Granted]").AllAsync()).Take(6)) await box.SetCheckedAsync(!await box.IsCheckedAsync());
        await desk.Page.CheckAsync("#DemandsSecondFactor");
        await Send(desk, "what follows from a role");
        foreach (var page in new[] { "/name", "/delete" }) await Open(desk, role + page);
    }

    private async Task StaffingAsync()
    {
        foreach (var page in new[] { "teams", "branches", "roster", "roster/shifts", "on-call", "absences" }) await Open(desk, "/staff/" + page);
        var monday = DateOnly.FromDateTime(clock.Utc());
        var branch = await site.SendAsync(new RecordBranch { Name = "Chi nhánh ven sông", Kind = BranchKind.District, HeadId = people["uyen"], OpenedOn = monday });
        var team = await site.SendAsync(new RecordTeam { Code = "network-north", Name = "Mạng lưới phía Bắc", BranchId = branch.Value, HeadId = people["uyen"], OpenedOn = monday });
        foreach (var person in new[] { "mai", "uyen" }) Assert.Null((await site.SendAsync(new JoinTeam(team.Value, people[person], monday))).Error);
        var shift = await site.SendAsync(new RecordShift { Name = "Ca ngày", TeamId = team.Value, From = new TimeOnly(0, 0), Until = new TimeOnly(23, 59), Days = Enum.GetValues<DayOfWeek>(), Needs = 3, HasOnCall = true });
        foreach (var (person, duty) in new[] { ("mai", RosterDuty.First), ("uyen", RosterDuty.Works) }) Assert.Null((await site.SendAsync(new PutInRoster(shift.Value, monday, people[person], duty))).Error);
        foreach (var (page, form) in new[] { ("absences", "#absence"), ("branches", "#branch"), ("roster/shifts", "#shift"), ("roster", "form.panel-box"), ("teams/new", "main form"), ("on-call", "form.panel-box") })
        {
            await desk.Page.GotoAsync("/staff/" + page);
            await Send(desk, $"{page} refused", form + " button.btn-primary");
        }
        await desk.Page.GotoAsync("/staff/absences");
        await desk.Page.SelectOptionAsync("#PersonId", people["uyen"].ToString());
        await desk.Page.SelectOptionAsync("#SubstituteId", people["mai"].ToString());
        foreach (var field in new[] { "From", "Until" }) await desk.Page.FillAsync("#" + field, monday.ToString("O", CultureInfo.InvariantCulture));
        await Press(desk, "#absence button.btn-primary");
        Assert.Null((await site.SendAsync(new CallOnDuty("Burst main in Lê Lợi, three streets without water"))).Error);
        clock.Advance(TimeSpan.FromSeconds(30));   // the numbers in the menu are remembered for a moment
        foreach (var page in new[] { "teams", "teams/new", $"teams/{team.Value}", $"teams/{team.Value}/change", $"teams/{team.Value}/close", "branches", $"branches?edit={branch.Value}", $"branches/{branch.Value}/close", "roster", "roster/shifts", $"roster/shifts/{shift.Value}/close", "on-call", "absences" })
            await Open(desk, "/staff/" + page);
        await Open(desk, $"/staff/people/{people["uyen"]}/work");
        await desk.Page.GotoAsync("/staff/on-call");
        await Press(desk, "main form[action$='/acknowledge'] button");
    }

    private async Task SecondFactorAsync()
    {
        await Open(desk, "/staff/second-factor");
        var key = (await desk.Page.Locator("main p code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await desk.Page.FillAsync("#Code", "12");
        await Send(desk, "second factor refused");
        await desk.Page.FillAsync("#Code", Totp.CodeOf(key, clock.Utc()));
        await Send(desk, "recovery codes");
        await Open(desk, "/staff/second-factor");
        await Send(desk, "turning off refused", "main form[action$='/off'] button");
        await Open(desk, $"/staff/people/{people["mai"]}/second-factor/reset");
        await Open(desk, $"/staff/people/{people["mai"]}");
        await Open(desk, "/staff/second-factor/confirm");
        await desk.Page.FillAsync("#Code", "000000");
        await Send(desk, "confirmation refused");
        await street.Page.GotoAsync("/staff/sign-in");
        await street.Page.FillAsync("[name=Name]", "mai");
        await street.Page.FillAsync("[name=Password]", Site.Password);
        await Send(street, "asked for a code");
        await Open(street, "/staff/sign-in/code");
        await street.Page.FillAsync("#Code", "000000");
        await Send(street, "code refused");
        await street.Context.ClearCookiesAsync();
    }
}
