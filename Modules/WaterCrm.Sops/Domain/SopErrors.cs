using WaterCrm.Kernel.Results;

namespace WaterCrm.Sops.Domain;

internal static class SopErrors
{
    public static readonly Error InvalidDefinition = new("sops.invalid-definition", "The procedure cannot be used: its definition has errors.");
    public static readonly Error UnknownProcedure = new("sops.unknown-procedure", "There is no procedure '{0}' in force. Ask the administrator to load it.");
    public static readonly Error AlreadyOpen = new("sops.already-open", "A procedure is already running about this. Finish it before starting another.", 409);
    public static readonly Error CaseNotFound = new("sops.case-not-found", "This case does not exist or is no longer there.", 404);
    public static readonly Error TaskNotFound = new("sops.task-not-found", "This task does not exist or is no longer there.", 404);
    public static readonly Error NotYourStep = new("sops.not-your-step", "This step waits for: {0}. Ask them, or have it handed over to you.", 403);
    public static readonly Error AlreadyAnswered = new("sops.already-answered", "{0} was first and answered this step at {1}. What you wrote is kept below.", 409);
    public static readonly Error MovedOn = new("sops.moved-on", "The case has moved on without this step being answered. What you wrote is kept below.", 409);
    public static readonly Error HandledMeanwhile = new("sops.handled-meanwhile", "Somebody took or handed over this step while you were working on it. What you wrote is kept below: check who has it now and send it again.", 409);
    public static readonly Error UnknownOutcome = new("sops.unknown-outcome", "Choose one of the ways in which this step can end.");
    public static readonly Error AlreadyTaken = new("sops.already-taken", "{0} has taken this step already.", 409);
    public static readonly Error UnknownRole = new("sops.unknown-role", "Choose one of the roles of this procedure.");
    public static readonly Error UnknownTeam = new("sops.unknown-team", "Choose one of the open teams.");
    public static readonly Error CannotAnswer = new("sops.cannot-answer", "{0} cannot work on steps: the account only looks, or none of its roles may. Choose somebody else.");
    public static readonly Error NobodyNamed = new("sops.nobody-named", "Say to whom the step is handed over: a role, a team or a person.");
    public static readonly Error AlreadyClosed = new("sops.already-closed", "This case is closed. Reopen it first.", 409);
    public static readonly Error AlreadyWaiting = new("sops.already-waiting", "The clock of this case stands still already.", 409);
    public static readonly Error NotWaiting = new("sops.not-waiting", "The clock of this case is running.", 409);
    public static readonly Error NotClosed = new("sops.not-closed", "This case is not closed: there is nothing to reopen.", 409);
    public static readonly Error TooOldToReopen = new("sops.too-old-to-reopen", "This case was closed too long ago to be reopened. Record a new one that names it.");
    public static readonly Error CannotReopenThere = new("sops.cannot-reopen-there", "Choose one of the steps of this procedure at which the case goes on.");
    public static readonly Error NobodyAbove = new("sops.nobody-above", "The case is at the top already: there is nobody above.", 409);

    public static readonly FieldError CommentMissing = new(nameof(Features.AnswerTask.Comment), "Say in a few words why.");
}
