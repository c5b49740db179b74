using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Complaints.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Imports;
using WaterCrm.Kernel.Jobs;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Tests.Kills;

/// <summary>Holds only when outbox and jobs have become quiet; the others hold at every moment, also right after a kill.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WhenQuietAttribute : Attribute;

/// <summary>What must be true of the database whatever was killed when. Each method gives back what breaks it; its name is the sentence.</summary>
internal static class Invariants
{
    public const string Listener = "WaterCrm.SampleModule:WhenSuggestionTakenUp";
    private const string ListenedTo = "sample.suggestion-taken-up";

    /// <summary>Who listens to what. A case may become late in a long run, and its escalation has a listener too.</summary>
    private static readonly (string Listener, string Event)[] Listeners =
    [
        (Listener, ListenedTo), ("WaterCrm.SampleModule:WhenComplaintClosed", "complaints.closed"), ("WaterCrm.SampleModule:WhenCustomerRecorded", "customers.recorded"),
        ("WaterCrm.Sops:WhenCaseEscalated", "sops.case-escalated"),
        .. new[] { "complaints.reported", "complaints.closed", "complaints.reopened", "sops.case-escalated", "sops.task-became-late" }.Select(told => ($"WaterCrm.Kernel:Webhooks:{told}", told)),
    ];

    public static IReadOnlyDictionary<string, MethodInfo> All { get; } = typeof(Invariants)
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(IEnumerable<string>)).ToDictionary(m => m.Name);

    public static List<string> Breaches(string invariant, Evidence evidence) => [.. (IEnumerable<string>)All[invariant].Invoke(null, [evidence])!];

    public static bool OnlyWhenQuiet(string invariant) => All[invariant].IsDefined(typeof(WhenQuietAttribute));

    // ---- the file

    public static IEnumerable<string> The_database_file_is_whole(Evidence e) => e.IsSqlite ? e.Find("PRAGMA integrity_check").Where(said => said != "ok") : [];

    public static IEnumerable<string> Nothing_refers_to_what_is_not_there(Evidence e) => e.IsSqlite ? e.Find("PRAGMA foreign_key_check") : [];

    // ---- numbers

    public static IEnumerable<string> Every_number_given_out_exists_under_its_code(Evidence e)
    {
        var numbers = e.Rows("""SELECT "CodeHash", "Number" FROM complaints_complaint WHERE NOT "IsImported" """).ToDictionary(row => Convert.ToHexString((byte[])row[0]!), row => (string)row[1]!);
        foreach (var (code, number) in e.Ledger.Codes)
            if (!numbers.TryGetValue(Convert.ToHexString(TrackingCode.Typed(code).Hash), out var stored)) yield return $"{number ?? code} is not there";
            else if (number is not null && number != stored) yield return $"{number} was given out, {stored} is there";
    }

    public static IEnumerable<string> Numbers_have_no_gap_in_any_year(Evidence e)
    {
        var last = e.Rows("SELECT year, last FROM kernel_number WHERE kind = 'C'").ToDictionary(row => Convert.ToInt32(row[0]), row => Convert.ToInt64(row[1]));
        var taken = e.Rows("""SELECT "Year", "Number" FROM complaints_complaint""").ToLookup(row => Convert.ToInt32(row[0]), row => (string)row[1]!);
        foreach (var year in last.Keys.Union(taken.Select(t => t.Key)))
        {
            var expected = Enumerable.Range(1, (int)last.GetValueOrDefault(year)).Select(n => Numbers.Format("C", year, n)).ToHashSet();
            foreach (var number in taken[year])
                if (!expected.Remove(number)) yield return $"{number} was never given out, or twice";
            foreach (var missing in expected) yield return $"{missing} is missing";
        }
    }

    public static IEnumerable<string> One_form_makes_one_complaint(Evidence e) =>
    [
        .. e.Find("""SELECT c."Number", count(r."Form") FROM complaints_complaint c LEFT JOIN complaints_receipt r ON r."ComplaintId" = c."Id" WHERE NOT c."IsImported" GROUP BY c."Number" HAVING count(r."Form") <> 1"""),
        .. e.Find("""SELECT r."ComplaintId" FROM complaints_receipt r LEFT JOIN complaints_complaint c ON c."Id" = r."ComplaintId" WHERE c."Id" IS NULL"""),
        .. e.Find("""SELECT "Text", count(*) FROM complaints_complaint WHERE NOT "IsImported" GROUP BY "Text" HAVING count(*) > 1"""),
    ];

    public static IEnumerable<string> What_was_said_is_kept(Evidence e)
    {
        var texts = e.Set<string>("""SELECT "Text" FROM complaints_complaint WHERE NOT "IsImported" """);
        var additions = e.Rows("""SELECT "Text" FROM complaints_addition""").CountBy(row => (string)row[0]!).ToDictionary();
        return [.. e.Ledger.Reports.Keys.Where(words => !texts.Contains(words)), .. e.Ledger.Additions.Where(words => additions.GetValueOrDefault(words) != 1)];
    }

    // ---- cases

    public static IEnumerable<string> Every_complaint_taken_here_has_one_case(Evidence e) => e.Find(
        """
        SELECT c."Number", count(s."Id") FROM complaints_complaint c LEFT JOIN sops_case s ON s."SubjectId" = c."Id"
        GROUP BY c."Number", c."IsImported" HAVING count(s."Id") > 1 OR (count(s."Id") = 0 AND NOT c."IsImported")
        """);

    [WhenQuiet]
    public static IEnumerable<string> Every_open_complaint_of_a_finished_import_has_one_case(Evidence e) => e.Find(
        """SELECT c."Number" FROM complaints_complaint c WHERE c."IsImported" AND c."IsOpen" AND NOT EXISTS (SELECT 1 FROM sops_case s WHERE s."SubjectId" = c."Id")""");

    public static IEnumerable<string> Every_case_is_about_a_complaint(Evidence e) => e.Find(
        """SELECT s."SubjectName" FROM sops_case s LEFT JOIN complaints_complaint c ON c."Id" = s."SubjectId" WHERE c."Id" IS NULL OR c."Number" <> s."SubjectName" """);

    public static IEnumerable<string> A_case_has_one_open_task_until_it_is_closed(Evidence e) => e.Find(
        """
        SELECT s."SubjectName", s."Group", count(t."Id") FROM sops_case s LEFT JOIN sops_task t ON t."CaseId" = s."Id" AND t."State" = 'Open'
        GROUP BY s."Id", s."SubjectName", s."Group", s."ClosedAt"
        HAVING count(t."Id") <> CASE WHEN s."Group" = 'Done' THEN 0 ELSE 1 END OR (s."Group" = 'Done') <> (s."ClosedAt" IS NOT NULL)
        """);

    public static IEnumerable<string> The_row_of_a_complaint_says_what_its_case_says(Evidence e) => e.Find(
        """
        SELECT c."Number", c."Group", s."Group", c."Step", s."Step", c."DueAt", t."DueAt", c."Role", t."Role", c."Assignee", t."AssigneeId", c."ClosedAt", s."ClosedAt"
        FROM complaints_complaint c JOIN sops_case s ON s."SubjectId" = c."Id" LEFT JOIN sops_task t ON t."CaseId" = s."Id" AND t."State" = 'Open'
        WHERE c."CaseId" IS DISTINCT FROM s."Id" OR c."Group" <> s."Group" OR c."Step" <> s."Step" OR c."IsOpen" <> (s."Group" <> 'Done')
           OR c."DueAt" IS DISTINCT FROM (CASE WHEN s."Group" = 'Open' THEN t."DueAt" END) OR c."Role" IS DISTINCT FROM t."Role"
           OR c."Assignee" IS DISTINCT FROM t."AssigneeId" OR c."ClosedAt" IS DISTINCT FROM s."ClosedAt" OR c."Escalations" <> s."Escalations"
        """);

    public static IEnumerable<string> The_history_of_a_case_tells_every_answer(Evidence e) => e.Find(
        """
        SELECT s."SubjectName", s."Entries", h.all_entries, h.answered, t.answered, h.entered, t.all_tasks
        FROM sops_case s
        LEFT JOIN (SELECT "CaseId" AS id, count(*) AS all_entries, max("Sequence") AS top, count(CASE WHEN "Action" = 'Answered' THEN 1 END) AS answered,
            count(CASE WHEN "Action" = 'Entered' THEN 1 END) AS entered, count(CASE WHEN "Action" = 'Reopened' THEN 1 END) AS reopened FROM sops_history GROUP BY "CaseId") h ON h.id = s."Id"
        LEFT JOIN (SELECT "CaseId" AS id, count(*) AS all_tasks, count(CASE WHEN "State" = 'Answered' THEN 1 END) AS answered FROM sops_task GROUP BY "CaseId") t ON t.id = s."Id"
        WHERE coalesce(h.all_entries, 0) <> s."Entries" OR h.top <> s."Entries" OR h.answered <> t.answered OR h.entered <> t.all_tasks OR t.all_tasks <> s."StepsTaken" OR h.reopened <> s."Reopened"
        """);

    public static IEnumerable<string> Every_answer_that_was_taken_stands_in_its_task(Evidence e)
    {
        var answered = e.Set<Guid>("""SELECT "Id" FROM sops_task WHERE "State" = 'Answered' """);
        var reopened = e.Set<Guid>("""SELECT "Id" FROM complaints_complaint WHERE "Reopened" > 0""");
        var takenUp = e.Set<Guid>("""SELECT "Id" FROM sample_suggestion WHERE "TakenUpAt" IS NOT NULL""");
        return
        [
            .. e.Ledger.AnsweredTasks.Where(task => !answered.Contains(task)).Select(task => $"task {task} is not answered"),
            .. e.Ledger.AnsweredTasks.CountBy(task => task).Where(t => t.Value > 1).Select(t => $"{t.Value} answers were taken for task {t.Key}"),
            .. e.Ledger.Reopened.Where(complaint => !reopened.Contains(complaint)).Select(complaint => $"complaint {complaint} was not reopened"),
            .. e.Ledger.Suggestions.Where(suggestion => !takenUp.Contains(suggestion)).Select(suggestion => $"suggestion {suggestion} was not taken up"),
        ];
    }

    // ---- customers

    public static IEnumerable<string> Every_customer_recorded_is_there(Evidence e)
    {
        var customers = e.Set<Guid>("""SELECT "Id" FROM customers_customer""");
        var complaints = e.Set<Guid>("""SELECT "Id" FROM complaints_complaint WHERE "CustomerId" IS NOT NULL""");
        return [.. e.Ledger.Customers.Where(id => !customers.Contains(id)).Select(id => $"customer {id}"), .. e.Ledger.Recorded.Where(id => !complaints.Contains(id)).Select(id => $"complaint {id}")];
    }

    // ---- events

    public static IEnumerable<string> Every_fact_was_told_once(Evidence e) =>
    [
        .. e.Find("""SELECT c."Number", count(o.sequence) FROM complaints_complaint c LEFT JOIN kernel_outbox o ON o.subject = c."Id" AND o.name = 'complaints.reported' GROUP BY c."Number", c."IsImported" HAVING count(o.sequence) <> CASE WHEN c."IsImported" THEN 0 ELSE 1 END"""),
        .. e.Find("""SELECT c."Number", c."Reopened", count(o.sequence) FROM complaints_complaint c LEFT JOIN kernel_outbox o ON o.subject = c."Id" AND o.name = 'complaints.reopened' GROUP BY c."Number", c."Reopened" HAVING count(o.sequence) <> c."Reopened" """),
        .. e.Find("""SELECT c."Id", count(o.sequence) FROM customers_customer c LEFT JOIN kernel_outbox o ON o.subject = c."Id" AND o.name = 'customers.recorded' GROUP BY c."Id" HAVING count(o.sequence) <> 1"""),
        .. e.Find($"""SELECT s."Id", count(o.sequence) FROM sample_suggestion s LEFT JOIN kernel_outbox o ON o.subject = s."Id" AND o.name = '{ListenedTo}' GROUP BY s."Id", s."TakenUpAt" HAVING count(o.sequence) <> CASE WHEN s."TakenUpAt" IS NULL THEN 0 ELSE 1 END"""),
        .. e.Find("""
            SELECT c."Number", o.told, h.closed FROM complaints_complaint c
            LEFT JOIN (SELECT subject, count(*) AS told FROM kernel_outbox WHERE name = 'complaints.closed' GROUP BY subject) o ON o.subject = c."Id"
            LEFT JOIN (SELECT "CaseId" AS id, count(*) AS closed FROM sops_history WHERE "Action" = 'Closed' GROUP BY "CaseId") h ON h.id = c."CaseId"
            WHERE coalesce(o.told, 0) <> coalesce(h.closed, 0)
            """),
    ];

    public static IEnumerable<string> Every_event_waits_for_each_of_its_listeners_and_nobody_else(Evidence e) =>
    [
        .. Listeners.SelectMany(l => e.Find($"SELECT o.sequence, o.name, '{l.Listener}' FROM kernel_outbox o LEFT JOIN kernel_inbox i ON i.sequence = o.sequence AND i.listener = '{l.Listener}' WHERE (o.name = '{l.Event}') <> (i.sequence IS NOT NULL)")),
        .. e.Find($"SELECT i.listener, i.sequence FROM kernel_inbox i LEFT JOIN kernel_outbox o ON o.sequence = i.sequence WHERE o.sequence IS NULL OR i.listener NOT IN ({string.Join(", ", Listeners.Select(l => $"'{l.Listener}'"))})"),
    ];

    /// <summary>The listener adds one to a row that nothing else protects: a second delivery would show there.</summary>
    public static IEnumerable<string> A_delivery_that_is_done_had_its_effect_once(Evidence e) => e.Find(
        $"""
        SELECT done, counted FROM (SELECT count(*) AS done FROM kernel_inbox WHERE state = 'Done' AND listener = '{Listener}') d, (SELECT coalesce(sum("TakenUp"), 0) AS counted FROM sample_year) y WHERE done <> counted
        """);

    [WhenQuiet]
    public static IEnumerable<string> Every_delivery_becomes_done(Evidence e) => e.Find("SELECT listener, sequence, state, tries, failure FROM kernel_inbox WHERE state <> 'Done' OR tries > 0");

    // ---- audit

    public static IEnumerable<string> Every_command_left_its_line_in_the_audit(Evidence e)
    {
        var audit = e.Rows("SELECT action, subject FROM kernel_audit WHERE subject IS NOT NULL").CountBy(row => ((string)row[0]!, (Guid)row[1]!)).ToDictionary();
        IEnumerable<string> Without(string action, IEnumerable<Guid> subjects) => subjects.Distinct().Where(id => audit.GetValueOrDefault((action, id)) == 0).Select(id => $"no line {action} for {id}");
        return
        [
            .. Without("complaints.recorded", e.Set<Guid>("""SELECT "Id" FROM complaints_complaint WHERE NOT "IsImported" """)),
            .. Without("complaints.recorded", e.Ledger.Recorded),
            .. Without("complaints.reopened", e.Set<Guid>("""SELECT "Id" FROM complaints_complaint WHERE "Reopened" > 0""")),
            .. Without("customers.recorded", e.Set<Guid>("""SELECT "Id" FROM customers_customer""")),
            .. Without("customers.recorded", e.Ledger.Customers),
            .. Without("sops.case-opened", e.Set<Guid>("""SELECT "Id" FROM sops_case""")),
            .. Without("sops.task-claimed", e.Set<Guid>("""SELECT "CaseId" FROM sops_history WHERE "Action" = 'Claimed' """)),
            .. Without("suggestions.taken-up", e.Ledger.Suggestions),
            // Steps that were taken before there was a case, and automatic ones, were nobody's command.
            .. e.Ledger.AnsweredTasks.Where(task => audit.GetValueOrDefault(("sops.task-answered", task)) != 1).Select(task => $"{audit.GetValueOrDefault(("sops.task-answered", task))} lines for the answer to {task}"),
        ];
    }

    public static IEnumerable<string> The_audit_tells_nothing_that_did_not_happen(Evidence e) =>
    [
        .. e.Find("""SELECT a.sequence, a.action FROM kernel_audit a LEFT JOIN complaints_complaint c ON c."Id" = a.subject WHERE a.action = 'complaints.recorded' AND c."Id" IS NULL"""),
        .. e.Find("""SELECT a.sequence, a.action FROM kernel_audit a LEFT JOIN customers_customer c ON c."Id" = a.subject WHERE a.action = 'customers.recorded' AND c."Id" IS NULL"""),
        .. e.Find("""SELECT a.sequence, a.action FROM kernel_audit a LEFT JOIN sops_task t ON t."Id" = a.subject AND t."State" = 'Answered' WHERE a.action = 'sops.task-answered' AND t."Id" IS NULL"""),
        .. e.Find("""SELECT subject, count(*) FROM kernel_audit WHERE action = 'sops.task-answered' GROUP BY subject HAVING count(*) > 1"""),
    ];

    // ---- search

    public static IEnumerable<string> Every_complaint_is_in_the_search_index_once(Evidence e) => Indexed(e, "complaints", "complaints_complaint");

    public static IEnumerable<string> Every_customer_is_in_the_search_index_once(Evidence e) => Indexed(e, "customers", "customers_customer");

    public static IEnumerable<string> A_complaint_is_found_by_its_number(Evidence e)
    {
        var index = new SearchIndex(new Database(e.Provider, e.ConnectionString, TimeProvider.System, NullLogger<WriteDoor>.Instance));
        foreach (var row in e.Rows("""SELECT "Id", "Number" FROM complaints_complaint WHERE NOT "IsImported" """).ToList())
        {
            var found = index.Find("complaints", (string)row[1]!, 10, CancellationToken.None).GetAwaiter().GetResult();
            if (found is not [var only] || only != (Guid)row[0]!) yield return $"{row[1]} finds {found.Count}";
        }
    }

    // ---- imports and jobs

    public static IEnumerable<string> An_import_has_added_exactly_what_it_says(Evidence e)
    {
        var jobs = e.Rows("""SELECT "Title", "Checkpoint" FROM kernel_job""").ToLookup(row => Path.GetFileNameWithoutExtension((string)row[0]!), row => row[1] is string json ? JsonSerializer.Deserialize<ImportTally>(json)!.Added : 0);
        var imported = e.Rows("""SELECT "ExternalId" FROM complaints_complaint WHERE "IsImported" """).Select(row => (string)row[0]!).ToLookup(id => id[..id.LastIndexOf('-')]);
        foreach (var name in jobs.Select(j => j.Key).Union(imported.Select(i => i.Key)))
            if (jobs[name].Sum() != imported[name].Count()) yield return $"{name}: says {jobs[name].Sum()}, added {imported[name].Count()}";
        foreach (var name in e.Ledger.StartedImports.Where(name => jobs[name].Count() != 1)) yield return $"{name}: {jobs[name].Count()} jobs";
    }

    public static IEnumerable<string> No_row_was_imported_twice(Evidence e) =>
        e.Find("""SELECT "ExternalId", count(*) FROM complaints_complaint WHERE "IsImported" GROUP BY "ExternalSystem", "ExternalId" HAVING count(*) > 1""");

    [WhenQuiet]
    public static IEnumerable<string> Every_import_ends_with_what_its_file_holds(Evidence e)
    {
        var imported = e.Rows("""SELECT "ExternalId" FROM complaints_complaint WHERE "IsImported" """).Select(row => (string)row[0]!).ToLookup(id => id[..id.LastIndexOf('-')]);
        foreach (var job in e.Rows("""SELECT "Title", "State", "Result", "Failure", "Id" FROM kernel_job""").ToList())
        {
            var file = e.Ledger.Imports[Path.GetFileNameWithoutExtension((string)job[0]!)];
            if ((string)job[1]! != "Done")
            {
                yield return $"{file.Name} is {job[1]}: {job[3]}";
                continue;
            }

            var tally = JsonSerializer.Deserialize<ImportTally>((string)job[2]!)!;
            var (said, expected) = ((tally.Read, tally.Added, tally.Known, tally.Refused), ((long)file.Rows, (long)file.Ids.Count, (long)file.Known, (long)file.RefusedLines.Count));
            if (said != expected) yield return $"{file.Name}: read, added, known, refused are {said}, should be {expected}";
            if (!file.Ids.SetEquals(imported[file.Name])) yield return $"{file.Name}: {imported[file.Name].Count()} rows are in, not those of the file";
            var refused = RefusedLines(e, (Guid)job[4]!);
            if (!refused.SequenceEqual(file.RefusedLines)) yield return $"{file.Name}: the file of refused rows has {refused.Count}, should have {file.RefusedLines.Count}";
        }
    }

    [WhenQuiet]
    public static IEnumerable<string> No_job_is_left_running(Evidence e) => e.Find("""SELECT "Title", "State", "HeldBy" FROM kernel_job WHERE "State" IN ('Waiting', 'Running') OR "HeldBy" IS NOT NULL""");

    private static List<string> Indexed(Evidence e, string scope, string table)
    {
        if (!e.IsSqlite)
            return e.Find($"""SELECT c."Id", s.subject FROM {table} c FULL JOIN {scope}_search s ON s.subject = c."Id" WHERE c."Id" IS NULL OR s.subject IS NULL""");

        List<string> broken =
        [
            .. e.Find($"""SELECT hex(c."Id"), 'documents', count(d.id) FROM {table} c LEFT JOIN {scope}_doc d ON d.subject = c."Id" GROUP BY c."Id" HAVING count(d.id) <> 1"""),
            .. e.Find($"""SELECT 'document without record', d.id FROM {scope}_doc d LEFT JOIN {table} c ON c."Id" = d.subject WHERE c."Id" IS NULL"""),
            .. e.Find($"SELECT 'document without words', d.id FROM {scope}_doc d LEFT JOIN {scope}_search_docsize s ON s.id = d.id WHERE s.id IS NULL"),
            .. e.Find($"SELECT 'words without document', s.id FROM {scope}_search_docsize s LEFT JOIN {scope}_doc d ON d.id = s.id WHERE d.id IS NULL"),
        ];
        try
        {
            e.Execute($"INSERT INTO {scope}_search ({scope}_search) VALUES ('integrity-check')");
        }
        catch (Microsoft.Data.Sqlite.SqliteException corrupt)
        {
            broken.Add(corrupt.Message);
        }

        return broken;
    }

    private static List<long> RefusedLines(Evidence e, Guid job)
    {
        var path = Path.Combine(e.AppData, "jobs", job.ToString("N"), ImportJob.RefusedName);
        if (!File.Exists(path)) return [];
        using var source = CsvSource.Open(path, ",");
        return [.. source.Records().Select(record => long.Parse(record.Values![0], System.Globalization.CultureInfo.InvariantCulture))];
    }
}
