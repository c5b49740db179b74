using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Staffing.Domain;

internal static class StaffingErrors
{
    public static readonly Error ClosedAlready = new("staffing.closed-already", "It is closed already.", 409);
    public static readonly Error OpenAlready = new("staffing.open-already", "It is open already.", 409);
    public static readonly Error BranchClosed = new("staffing.branch-closed", "Its branch is closed, so the team cannot be opened again.", 409);
    public static readonly Error BranchHasTeams = new("staffing.branch-has-teams", "The branch still has {0} open teams. Close them or give them to another branch first.", 409);
    public static readonly Error UnknownBranch = new("staffing.unknown-branch", "Choose one of the open branches.");
    public static readonly Error UnknownPerson = new("staffing.unknown-person", "Choose somebody who works here and is active.");
    public static readonly Error OnlyLooks = new("staffing.only-looks", "{0} cannot be given work: the account only looks. Choose somebody else.");
    public static readonly Error AwayThatDay = new("staffing.away-that-day", "{0} is away on this day. Choose somebody else.");
    public static readonly Error UnknownTeam = new("staffing.unknown-team", "Choose one of the open teams.");
    public static readonly Error CodeTaken = new("staffing.code-taken", "Another team has this code. Choose another.");
    public static readonly Error MemberAlready = new("staffing.member-already", "This person belongs to the team already.", 409);
    public static readonly Error WorkLeft = new("staffing.work-left", "There is open work: {0}. Say where it goes.");
    public static readonly Error SameHolder = new("staffing.same-holder", "The work is there already. Choose somebody else.");

    public static readonly Error EndsBeforeItBegins = new("staffing.ends-before-it-begins", "The last day lies before the first.");
    public static readonly Error AbsencePast = new("staffing.absence-past", "These days are over. Enter an absence that is still to come or goes on.");
    public static readonly Error AbsenceTooLong = new("staffing.absence-too-long", "An absence can be entered for at most a year ahead. Choose an earlier last day.");
    public static readonly Error ShiftOfNoLength = new("staffing.shift-of-no-length", "The shift ends when it begins. Write when it ends, or 00:00 to 00:00 for a whole day.");
    public static readonly Error ShiftNameTaken = new("staffing.shift-name-taken", "The team has a shift of this name already. Choose another.");
    public static readonly Error OwnSubstitute = new("staffing.own-substitute", "Nobody can stand in for themselves. Choose somebody else.");
    public static readonly Error AwayAlready = new("staffing.away-already", "An absence is entered for some of these days already. End that one first.");
    public static readonly Error SubstituteAway = new("staffing.substitute-away", "The substitute is away on some of these days. Choose somebody else.");
    public static readonly Error CircularSubstitute = new("staffing.circular-substitute", "Whoever you chose is away in these days, and their work comes back to you in the end. Choose somebody else.");
    public static readonly Error AbsenceOver = new("staffing.absence-over", "This absence is over already.", 409);
    public static readonly Error AcknowledgedAlready = new("staffing.acknowledged-already", "{0} has taken this call already.", 409);
    public static readonly Error NotCalled = new("staffing.not-called", "You were not called for this.", 403);
    public static readonly Error NobodyToCall = new("staffing.nobody-to-call", "Nobody is on call, and no head is known who could be called. Enter somebody in the roster.");
    public static readonly Error TakesPartAlready = new("staffing.takes-part-already", "This person is in this shift already.", 409);
    public static readonly Error NotThatDay = new("staffing.not-that-day", "The shift does not run on this day.");
    public static readonly Error NotYours = new("staffing.not-yours", "Only the person, the head of their team or branch, or whoever manages teams may do this.", 403);
}
