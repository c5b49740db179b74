namespace WaterCrm.Tests.Kills;

/// <summary>What is broken on purpose, to see that the invariants notice it.</summary>
internal static class Damages
{
    /// <summary>Some complaint that was taken here.</summary>
    private const string Complaint = """(SELECT "Id" FROM complaints_complaint WHERE NOT "IsImported" LIMIT 1)""";

    private const string Case = """(SELECT "Id" FROM sops_case LIMIT 1)""";

    public static TheoryData<string, string> All => new()
    {
        { nameof(Invariants.The_database_file_is_whole), "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'IX_complaints_complaint_Number'" },
        { nameof(Invariants.Nothing_refers_to_what_is_not_there), $"DELETE FROM sops_case WHERE \"Id\" = {Case}" },
        { nameof(Invariants.Every_number_given_out_exists_under_its_code), $"UPDATE complaints_complaint SET \"CodeHash\" = randomblob(32) WHERE \"Text\" LIKE 'Reported in public%'" },
        { nameof(Invariants.Every_number_given_out_exists_under_its_code), $"UPDATE complaints_complaint SET \"Number\" = 'X' || \"Number\" WHERE \"Text\" LIKE 'Reported in public%'" },
        { nameof(Invariants.Numbers_have_no_gap_in_any_year), "UPDATE kernel_number SET last = last + 1" },
        { nameof(Invariants.Numbers_have_no_gap_in_any_year), $"DELETE FROM complaints_complaint WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.One_form_makes_one_complaint), $"DELETE FROM complaints_receipt WHERE \"ComplaintId\" = {Complaint}" },
        { nameof(Invariants.One_form_makes_one_complaint), $"INSERT INTO complaints_receipt (\"Form\", \"ComplaintId\") VALUES (randomblob(32), randomblob(16))" },
        { nameof(Invariants.What_was_said_is_kept), "UPDATE complaints_complaint SET \"Text\" = '' WHERE \"Text\" LIKE 'Reported in public%'" },
        { nameof(Invariants.What_was_said_is_kept), "DELETE FROM complaints_addition WHERE \"Text\" LIKE 'Added in public%'" },
        { nameof(Invariants.Every_complaint_taken_here_has_one_case), $"DELETE FROM sops_case WHERE \"SubjectId\" = {Complaint}" },
        { nameof(Invariants.Every_complaint_taken_here_has_one_case), $"UPDATE sops_case SET \"SubjectId\" = {Complaint}, \"ClosedAt\" = '2026-01-01' WHERE \"Id\" IN (SELECT \"Id\" FROM sops_case WHERE \"SubjectId\" <> {Complaint} LIMIT 1)" },
        { nameof(Invariants.Every_open_complaint_of_a_finished_import_has_one_case), "DELETE FROM sops_case WHERE \"SubjectId\" IN (SELECT \"Id\" FROM complaints_complaint WHERE \"IsImported\" AND \"IsOpen\" LIMIT 1)" },
        { nameof(Invariants.Every_case_is_about_a_complaint), $"DELETE FROM complaints_complaint WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.A_case_has_one_open_task_until_it_is_closed), "UPDATE sops_task SET \"State\" = 'Dropped' WHERE \"Id\" IN (SELECT \"Id\" FROM sops_task WHERE \"State\" = 'Open' LIMIT 1)" },
        { nameof(Invariants.A_case_has_one_open_task_until_it_is_closed), "UPDATE sops_case SET \"Group\" = 'Done' WHERE \"Id\" IN (SELECT \"Id\" FROM sops_case WHERE \"Group\" = 'Open' LIMIT 1)" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"Group\" = 'Waiting ' WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"Step\" = 'elsewhere' WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"DueAt\" = '2001-01-01' WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"Role\" = 'nobody' WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"Assignee\" = randomblob(16) WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"ClosedAt\" = '2001-01-01' WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_row_of_a_complaint_says_what_its_case_says), $"UPDATE complaints_complaint SET \"CaseId\" = NULL WHERE \"Id\" = {Complaint}" },
        { nameof(Invariants.The_history_of_a_case_tells_every_answer), "DELETE FROM sops_history WHERE \"Id\" IN (SELECT \"Id\" FROM sops_history WHERE \"Action\" = 'Answered' LIMIT 1)" },
        { nameof(Invariants.The_history_of_a_case_tells_every_answer), "UPDATE sops_history SET \"Action\" = 'Claimed' WHERE \"Id\" IN (SELECT \"Id\" FROM sops_history WHERE \"Action\" = 'Answered' LIMIT 1)" },
        { nameof(Invariants.Every_answer_that_was_taken_stands_in_its_task), "UPDATE sops_task SET \"State\" = 'Dropped' WHERE \"AnsweredById\" IS NOT NULL" },
        { nameof(Invariants.Every_answer_that_was_taken_stands_in_its_task), "UPDATE sample_suggestion SET \"TakenUpAt\" = NULL" },
        { nameof(Invariants.Every_customer_recorded_is_there), "DELETE FROM customers_customer WHERE \"Id\" IN (SELECT \"Id\" FROM customers_customer LIMIT 1)" },
        { nameof(Invariants.Every_customer_recorded_is_there), "DELETE FROM complaints_complaint WHERE \"CustomerId\" IS NOT NULL" },
        { nameof(Invariants.Every_fact_was_told_once), "DELETE FROM kernel_outbox WHERE sequence IN (SELECT sequence FROM kernel_outbox WHERE name = 'complaints.reported' LIMIT 1)" },
        { nameof(Invariants.Every_fact_was_told_once), "INSERT INTO kernel_outbox (name, subject, payload, occurred_at, written_at) SELECT name, subject, payload, occurred_at, written_at FROM kernel_outbox WHERE name = 'customers.recorded' LIMIT 1" },
        { nameof(Invariants.Every_fact_was_told_once), "INSERT INTO kernel_outbox (name, subject, payload, occurred_at, written_at) SELECT 'complaints.closed', subject, payload, occurred_at, written_at FROM kernel_outbox WHERE name = 'complaints.reported' LIMIT 1" },
        { nameof(Invariants.Every_event_waits_for_each_of_its_listeners_and_nobody_else), "DELETE FROM kernel_inbox WHERE sequence IN (SELECT sequence FROM kernel_inbox LIMIT 1)" },
        { nameof(Invariants.Every_event_waits_for_each_of_its_listeners_and_nobody_else), "INSERT INTO kernel_inbox (listener, sequence, subject, state, tries, due_at) SELECT listener, -1, subject, state, tries, due_at FROM kernel_inbox LIMIT 1" },
        { nameof(Invariants.Every_event_waits_for_each_of_its_listeners_and_nobody_else), "INSERT INTO kernel_outbox (name, subject, payload, occurred_at, written_at) SELECT 'sops.case-escalated', subject, payload, occurred_at, written_at FROM kernel_outbox LIMIT 1" },
        { nameof(Invariants.A_delivery_that_is_done_had_its_effect_once), "UPDATE sample_year SET \"TakenUp\" = \"TakenUp\" + 1" },
        { nameof(Invariants.Every_delivery_becomes_done), "UPDATE kernel_inbox SET state = 'Parked' WHERE sequence IN (SELECT sequence FROM kernel_inbox LIMIT 1)" },
        { nameof(Invariants.Every_command_left_its_line_in_the_audit), "DELETE FROM kernel_audit WHERE action = 'complaints.recorded'" },
        { nameof(Invariants.Every_command_left_its_line_in_the_audit), "DELETE FROM kernel_audit WHERE action = 'sops.task-answered'" },
        { nameof(Invariants.Every_command_left_its_line_in_the_audit), "DELETE FROM kernel_audit WHERE action = 'customers.recorded'" },
        { nameof(Invariants.The_audit_tells_nothing_that_did_not_happen), "DELETE FROM customers_customer" },
        { nameof(Invariants.The_audit_tells_nothing_that_did_not_happen), "UPDATE sops_task SET \"State\" = 'Dropped'" },
        { nameof(Invariants.Every_complaint_is_in_the_search_index_once), $"DELETE FROM complaints_doc WHERE subject = {Complaint}" },
        { nameof(Invariants.Every_complaint_is_in_the_search_index_once), "DELETE FROM complaints_search WHERE rowid = 1" },
        { nameof(Invariants.Every_complaint_is_in_the_search_index_once), "INSERT INTO complaints_search (rowid, words) VALUES (99999999, 'nobody')" },
        { nameof(Invariants.Every_customer_is_in_the_search_index_once), "INSERT INTO customers_doc (subject) VALUES (randomblob(16))" },
        { nameof(Invariants.A_complaint_is_found_by_its_number), $"DELETE FROM complaints_search WHERE rowid = (SELECT id FROM complaints_doc WHERE subject = {Complaint})" },
        { nameof(Invariants.An_import_has_added_exactly_what_it_says), "DELETE FROM complaints_complaint WHERE \"Id\" IN (SELECT \"Id\" FROM complaints_complaint WHERE \"IsImported\" LIMIT 1)" },
        { nameof(Invariants.An_import_has_added_exactly_what_it_says), "DELETE FROM kernel_job" },
        { nameof(Invariants.No_row_was_imported_twice), "DROP INDEX \"IX_complaints_complaint_ExternalSystem_ExternalId\"; UPDATE complaints_complaint SET \"ExternalId\" = (SELECT min(\"ExternalId\") FROM complaints_complaint WHERE \"IsImported\") WHERE \"Id\" IN (SELECT \"Id\" FROM complaints_complaint WHERE \"IsImported\" LIMIT 2)" },
        { nameof(Invariants.Every_import_ends_with_what_its_file_holds), "UPDATE kernel_job SET \"Result\" = replace(\"Result\", '\"Refused\":', '\"Refused\":9')" },
        { nameof(Invariants.Every_import_ends_with_what_its_file_holds), "DELETE FROM complaints_complaint WHERE \"Id\" IN (SELECT \"Id\" FROM complaints_complaint WHERE \"IsImported\" LIMIT 1)" },
        { nameof(Invariants.Every_import_ends_with_what_its_file_holds), "UPDATE kernel_job SET \"Id\" = randomblob(16)" },   // and with it the folder of the refused rows
        { nameof(Invariants.No_job_is_left_running), "UPDATE kernel_job SET \"State\" = 'Running'" },
    };
}
