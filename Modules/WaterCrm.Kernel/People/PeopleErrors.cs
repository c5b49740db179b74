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

    public static readonly Error KeyRevoked = new("people.key-revoked", "This key is revoked already.", 409);

    public static readonly Error RoleNameTaken = KernelErrors.Invalid with { Fields = [new FieldError("Name", "There is a role of this name already. Choose another.")] };

    public static readonly Error StandardRole = new("people.standard-role",
        "This role comes with the product, and procedures call it by its name. Copy it and change the copy.", 409);

    public static readonly Error HoldsEverything = new("people.holds-everything", "This role may always do everything, so that somebody can repair whatever happens.", 409);

    public static readonly Error CriticalPermission = new("people.critical-permission", "Only an administrator may give or take a permission that could take over the system.", 403);

    public static readonly Error RoleInUse = new("people.role-in-use", "People have this role. Choose which role they get instead.", 409);
}
