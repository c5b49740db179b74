using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace WaterCrm.Tests.Kills;

/// <summary>People in public and at their desks, all at once, until the host is no more. Everything that the host took is noted in the ledger.</summary>
internal sealed class MixedLoad(HostProcess host, Ledger ledger, CookieContainer staff, int importRows, Func<int, Random> diceOf)
{
    private static readonly string[] Kinds = ["leak", "no-water", "billing", "water-quality", "burst", "meter"];

    /// <summary>Ends when the host has died.</summary>
    public Task RunUntilKilled() => Task.WhenAll(
        Until(0, new CookieContainer(), ReportInPublic), Until(1, new CookieContainer(), ReportInPublic), Until(2, new CookieContainer(), ReportInPublic),
        Until(3, staff, WorkOnTasks), Until(4, staff, WorkOnTasks), Until(5, staff, RecordAtTheDesk), Until(6, staff, Suggest), Until(7, staff, Import));

    private Task Until(int who, CookieContainer cookies, Func<Visitor, CookieContainer, Random, Task> act) => Task.Run(async () =>
    {
        var dice = diceOf(who);
        using var visitor = new Visitor(host.Address, cookies, ledger);
        while (!host.IsDead)
        {
            try
            {
                await act(visitor, cookies, dice);
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException or OperationCanceledException)
            {
                // Expected once: when the host dies in the middle of an answer.
                await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(500)), Dead());
                if (!host.IsDead) ledger.Problem($"An answer was lost while the host lived: {lost.Message}");
            }
            catch (Exception wrong)
            {
                ledger.Problem($"{act.Method.Name}: {wrong.Message}");
            }
        }
    });

    /// <summary>A form counts only when it is two seconds old, so a few are fetched, and sent when their time has come. Some are sent twice, some twice at once.</summary>
    private async Task ReportInPublic(Visitor visitor, CookieContainer cookies, Random dice)
    {
        List<IHtmlDocument> forms = [];
        for (var i = dice.Next(2, 9); i > 0; i--) forms.Add(await visitor.Open("/report"));
        await Task.WhenAny(Task.Delay(TimeSpan.FromSeconds(2.1)), Dead());

        foreach (var form in forms)
        {
            var words = ledger.Words("Reported in public");
            (string, string)[] typed =
            [
                ("Kind", Visitor.Pick(Kinds, dice)), ("Place", $"{dice.Next(1, 300)} Lê Lợi"), ("Text", words),
                .. dice.Next(2) == 0 ? new[] { ("ContactName", "Hoa"), ("ContactPhone", "0912 345 678") } : [],
            ];
            var sent = dice.Next(4) == 0 ? await Task.WhenAll(Report(visitor, cookies, form, typed, words), Report(visitor, cookies, form, typed, words)) : [await Report(visitor, cookies, form, typed, words)];
            if (dice.Next(4) == 0) await Report(visitor, cookies, form, typed, words);
            if (sent[0] is { } code && dice.Next(2) == 0) await ComeBack(visitor, code, dice);
        }
    }

    private async Task<string?> Report(Visitor visitor, CookieContainer cookies, IHtmlDocument form, (string, string)[] typed, string words)
    {
        try
        {
            return await TakeNumber(visitor, ledger, form, typed, words);
        }
        catch
        {
            ledger.Unanswered.Enqueue(new UnansweredForm(form, typed, words, cookies));
            throw;
        }
    }

    /// <summary>Sends the form and reads the number on the page that follows.</summary>
    public static async Task<string?> TakeNumber(Visitor visitor, Ledger ledger, IHtmlDocument form, (string, string)[] typed, string words)
    {
        if (await visitor.Send(form, "/report", typed) is not { } done)
        {
            ledger.Problem($"The report '{words}' was refused");
            return null;
        }

        var code = done.Split('/')[^1];
        ledger.GaveCode(code, words);
        ledger.GaveNumber(code, (await visitor.Open(done)).QuerySelector(".number-big")!.TextContent.Trim());
        return code;
    }

    /// <summary>Whoever has the code adds something, or says that it is not fixed.</summary>
    private async Task ComeBack(Visitor visitor, string code, Random dice)
    {
        var page = await visitor.Open($"/track/{code}");
        if (Forms(page).FirstOrDefault(f => f.EndsWith("/reopen", StringComparison.Ordinal)) is { } reopen)
        {
            await visitor.Send(page, reopen, ("reason", "Still dripping"));
            return;
        }

        var words = ledger.Words("Added in public");
        if (await visitor.Send(page, $"/track/{code}/add", ("text", words)) is not null) ledger.Additions.Add(words);
    }

    private async Task WorkOnTasks(Visitor visitor, CookieContainer cookies, Random dice)
    {
        var closed = dice.Next(4) == 0;
        var list = await visitor.Open(closed ? "/staff/complaints?tab=closed" : "/staff/complaints");
        var rows = list.QuerySelectorAll<IHtmlAnchorElement>("table.rows tbody tr a").Select(a => a.GetAttribute("href")!).ToList();
        if (rows.Count == 0) return;

        var address = Visitor.Pick(rows, dice);
        var page = await visitor.Open(address);
        if (closed) await Reopen(visitor, page, address);
        else await WorkOn(visitor, page, dice);
    }

    private async Task Reopen(Visitor visitor, IHtmlDocument page, string address)
    {
        if (!Forms(page).Contains($"{address}/reopen")) return;   // somebody was quicker, or it is too old
        if (await visitor.Send(page, $"{address}/reopen", ("reason", "Not fixed after all")) is not null) ledger.Reopened.Add(Guid.Parse(address.Split('/')[^1]));
    }

    private async Task WorkOn(Visitor visitor, IHtmlDocument page, Random dice)
    {
        if (page.QuerySelector(".step-now form") is not IHtmlFormElement form) return;
        var action = form.GetAttribute("action")!;
        var task = Guid.Parse(action.Split('/')[^1]);
        if (dice.Next(4) == 0 && Forms(page).Contains($"{action}/claim"))
        {
            if (await visitor.Send(page, $"{action}/claim") is not null) ledger.ClaimedTasks.Add(task);
            return;
        }

        if (dice.Next(8) == 0 && Forms(page).FirstOrDefault(f => f.EndsWith("/pause", StringComparison.Ordinal)) is { } pause)
        {
            await visitor.Send(page, pause, ("reason", "Waits for the customer"));
            return;
        }

        var outcomes = form.QuerySelectorAll<IHtmlButtonElement>("button[name=outcome]").Select(b => b.Value).ToList();
        (string, string)[] typed = [("outcome", Visitor.Pick(outcomes, dice)), ("comment", "As told"), .. Visitor.FillIn(form, "answers.", dice)];
        // Two tabs with the same step: one of them must be told that it was done already.
        var answers = dice.Next(6) == 0 ? await Task.WhenAll(visitor.Send(page, action, typed), visitor.Send(page, action, typed)) : [await visitor.Send(page, action, typed)];
        foreach (var taken in answers.Where(a => a is not null)) ledger.AnsweredTasks.Add(task);
    }

    private async Task RecordAtTheDesk(Visitor visitor, CookieContainer cookies, Random dice)
    {
        var form = await visitor.Open("/staff/customers/new");
        var name = ledger.Words("Nguyễn Thị Hoa");
        var recorded = await visitor.Send(form, "/staff/customers/new", ("Kind", "Person"), ("Name", name), ("Phones", "0912 345 678"), ("Address", dice.Next(2) == 0 ? $"{dice.Next(1, 300)} Trần Phú" : ""));
        if (recorded is null)
        {
            ledger.Problem($"The customer {name} was refused");
            return;
        }

        var customer = Guid.Parse(recorded.Split('/')[^1]);
        ledger.Customers.Add(customer);
        if (dice.Next(2) == 0) return;

        var call = await visitor.Open("/staff/complaints/new");
        var taken = await visitor.Send(call, "/staff/complaints/new", ("Chosen", customer.ToString()), ("Kind", Visitor.Pick(Kinds, dice)), ("Place", "7 Hai Bà Trưng"),
            ("Text", ledger.Words("Told at the telephone")), ("TellBy", "Message"), ("Channel", dice.Next(3) == 0 ? "Letter" : "Phone"));
        if (taken is null) ledger.Problem($"The complaint of {name} was refused");
        else ledger.Recorded.Add(Guid.Parse(taken.Split('/')[^2]));
    }

    /// <summary>The sample module's box: taking a suggestion up is an event with a listener, which counts it.</summary>
    private async Task Suggest(Visitor visitor, CookieContainer cookies, Random dice)
    {
        var made = await visitor.Send(await visitor.Open("/suggestions"), "/suggestions", ("Text", ledger.Words("Suggested")));
        if (made is null) ledger.Problem("A suggestion was refused");

        var list = await visitor.Open("/staff/suggestions");
        if (Forms(list).FirstOrDefault(f => f.EndsWith("/take-up", StringComparison.Ordinal)) is not { } action) return;
        if (await visitor.Send(list, action) is not null) ledger.Suggestions.Add(Guid.Parse(action.Split('/')[^2]));
    }

    /// <summary>One import after the other, so that nearly always one is running.</summary>
    private async Task Import(Visitor visitor, CookieContainer cookies, Random dice)
    {
        var file = ImportFile.Make($"old-{ledger.Next()}", dice.Next(importRows / 2, importRows), dice);
        var form = await visitor.Open("/staff/imports/new");
        ledger.Imports[file.Name] = file;
        if (await visitor.Send("/staff/imports/new", file.Attach(Visitor.Filled(form, "/staff/imports/new"))) is not { } job)
        {
            ledger.Problem($"The import {file.Name} was refused");
            return;
        }

        ledger.StartedImports.Add(file.Name);
        while ((await visitor.Open(job)).QuerySelector("form[action$='/cancel']") is not null) await Task.WhenAny(Task.Delay(TimeSpan.FromMilliseconds(200)), Dead());
    }

    private async Task Dead()
    {
        while (!host.IsDead) await Task.Delay(TimeSpan.FromMilliseconds(20));
    }

    private static IReadOnlyList<string> Forms(IDocument page) =>
        [.. page.QuerySelectorAll<IHtmlFormElement>("form[method=post]").Select(f => f.GetAttribute("action") ?? "")];
}
