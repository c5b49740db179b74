using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

internal static class ModuleErrors
{
    public static readonly Error Unknown = new("modules.unknown", "There is no feature {0}. The page of modules lists those there are.", 404);
    public static readonly Error AlwaysOn = new("modules.always-on", "{0} is part of the program and cannot be switched off.");
    public static readonly Error HeldOff = new("modules.held-off", "{0} is held off by the configuration (Modules:Disabled). Whoever runs the server can change that.");
    public static readonly Error ByDependencyOnly = new("modules.by-dependency-only", "{0} comes on with what needs it and cannot be switched by itself.");
    public static readonly Error Missing = new("modules.dependency-missing", "{0} needs {1}, which is not installed. Install that first.");
    public static readonly Error Circle = new("modules.circle", "{0} needs itself: its dependencies go round in a circle. Its author has to change that.");
    public static readonly Error Worn = new("modules.theme-worn", "{0} is the theme that pages wear. Choose another one under Colours and logo first.", 409);
    public static readonly Error Both = new("modules.on-and-off", "{0} is to be switched on and off at once. Choose one.");
    public static readonly Error OtherThanShown = new("modules.other-than-shown", "Meanwhile something else would follow from this. Look at it again.", 409);
    public static readonly Error Failed = new("modules.failed", "This was not done, and everything goes on as before. {0}", 409);

    public static readonly Error Package = new("modules.package-refused", "This package was not installed. {0}");
    public static readonly Error Taken = new("modules.id-taken", "{0} is the name of a part of the program. A module needs a name of its own.");
    public static readonly Error FeatureTaken = new("modules.feature-taken", "Its feature {0} is also one of {1}. Its author has to call it something else.");
    public static readonly Error SameVersion = new("modules.same-version", "{0} is here in version {1} already.", 409);
    public static readonly Error OlderVersion = new("modules.older-version", "{0} is here in version {1}, which is newer than {2}. Its tables cannot go back; the way back is the backup from before it.", 409);
    public static readonly Error Unfinished = new("modules.unfinished", "An upgrade of {0} to {1} was begun and not ended. Restart the program, which ends it, or install {1} once more.", 409);
    public static readonly Error NotInstalled = new("modules.not-installed", "{0} was not installed here. What came with the program can be switched off.", 404);
    public static readonly Error StillOn = new("modules.still-on", "{0} is on. Switch it off first.", 409);
    public static readonly Error NothingLeft = new("modules.nothing-left", "Nothing is known here of a module {0}.", 404);
    public static readonly Error NotTyped = new("modules.not-typed", "Type {0} to say that you mean it.");
    public static readonly Error NoBackup = new("modules.no-backup", "This was not done, because the tables change with it and no backup could be made first. {0}", 409);
    public static readonly Error Unwritable = new("modules.unwritable", "The folder of modules could not be written: {0}", 409);
    public static readonly Error Busy = new("modules.busy", "Another module is being installed or removed at this moment. Try again when that has ended.", 409);
    public static readonly Error NotWritten = new("modules.not-written", "The database could not be written, so nothing was done. {0}", 409);
    public static readonly Error NotSupervised = new("modules.not-supervised", "Nobody would start the program again. Whoever runs the server restarts it.", 409);
    public static readonly Error NotOfThisShell = new("modules.not-of-this-shell", "A recipe that switches features can only be run as a whole, by the set-up or the command.", 409);

    /// <summary>What a module did wrong, in its own words: nobody can mend it without them.</summary>
    public static Error Of(ModuleLoadException failure) => Failed.With(failure.Message);
}

/// <summary>A refusal met while a shell is being built.</summary>
internal sealed class ChangeRefused(Error error) : Exception(error.Code)
{
    public Error Error => error;
}
