using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.People;

internal static class PeopleErrors
{
    /// <summary>
    /// One sentence for an unknown name, a wrong password, a locked and a deactivated account. A locked account does not even look at the password:
    /// were its owner told "locked" after the right one, a guesser would learn during the lock which guess was right. So the sentence tells everybody
    /// what may be the matter, and nobody what is.
    /// </summary>
    private static readonly Error NotSignedInAfter = new("people.not-signed-in",
        "The name or the password is wrong. After {0} wrong passwords one has to wait {1} minutes, and longer each time; wait, or ask an administrator.");

    /// <inheritdoc cref="NotSignedInAfter"/>
    public static Error NotSignedIn(PeopleSettings settings) => NotSignedInAfter.With(settings.WrongPasswords, settings.LockMinutes);

    public static readonly Error TooManyTries = new("people.too-many-tries", "Too many tries in a short time. Wait a minute and try again.", 429);

    public static readonly Error NameTaken = KernelErrors.Invalid with { Fields = [new FieldError("SignInName", "Somebody has this sign-in name already. Choose another.")] };

    public static readonly Error CurrentPasswordWrong = KernelErrors.Invalid with { Fields = [new FieldError("Current", "This is not your present password.")] };

    public static readonly Error LastAdministrator = new("people.last-administrator",
        "This is the last active administrator. Make somebody else administrator first.", 409);

    public static readonly Error OnlyAdministrators = new("people.only-administrators", "Only an administrator may change an administrator or make one.", 403);

    public static readonly Error UnknownRole = new("people.unknown-role", "One of the roles is no longer there. Choose again.");

    public static readonly Error Deactivated = new("people.deactivated", "This person is deactivated. Activate the person first.", 409);

    public static readonly Error ScopeNotHeld = new("people.scope-not-held", "You can give a key only what you may do yourself.", 403);

    public static readonly Error KeyRevoked = new("people.key-revoked", "This key is revoked already.", 409);

    public static readonly Error RoleNameTaken = KernelErrors.Invalid with { Fields = [new FieldError("Name", "There is a role of this name already. Choose another.")] };

    public static readonly Error StandardRole = new("people.standard-role",
        "This role comes with the product, and procedures call it by its name. Copy it and change the copy.", 409);

    public static readonly Error HoldsEverything = new("people.holds-everything", "This role may always do everything, so that somebody can repair whatever happens.", 409);

    public static readonly Error CriticalPermission = new("people.critical-permission", "Only an administrator may give or take a permission that could take over the system.", 403);

    public static readonly Error RoleInUse = new("people.role-in-use", "People have this role. Choose which role they get instead.", 409);

    /// <summary>One sentence for a wrong, a used and an expired code and for a closed account; see <see cref="NotSignedInAfter"/>.</summary>
    private static readonly Error WrongCodeAfter = new("people.wrong-code",
        "This code is wrong or was used already; wait for the next one. After {0} wrong codes an account stays closed for {1} minutes.");

    /// <inheritdoc cref="WrongCodeAfter"/>
    public static Error WrongCode(PeopleSettings settings) => WrongCodeAfter.With(settings.WrongPasswords, settings.LockMinutes);

    public static readonly Error SecondFactorIsOn = new("people.second-factor-on", "You have a second factor already. Turn it off first.", 409);

    public static readonly Error OfferTooOld = new("people.second-factor-offer-too-old", "This page stood open for too long. Scan the new picture.", 409);

    public static readonly Error FirstCodeWrong = KernelErrors.Invalid with { Fields = [new FieldError("Code", "This is not the code that belongs to the picture. Check the clock of your telephone and type the code that it shows now.")] };

    public static readonly Error SecondFactorDemanded = new("people.second-factor-demanded", "Your role needs a second factor, so it stays on.", 409);

    public static readonly Error EndsInThePast = KernelErrors.Invalid with { Fields = [new FieldError("Until", "Choose a day from today on.")] };

    public static readonly Error EndsTooLate = KernelErrors.Invalid with { Fields = [new FieldError("Until", "Choose a day in the next ten years.")] };

    /// <summary>A year that nobody plans for was mistyped, and what ends then never ends.</summary>
    public static bool IsTooFar(DateTime? end, DateTime now) => end > now.AddYears(10).AddDays(1);
}
