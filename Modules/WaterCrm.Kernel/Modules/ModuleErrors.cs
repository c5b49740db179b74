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

    public static readonly Error NotOfThisShell = new("modules.not-of-this-shell", "A recipe that switches features can only be run as a whole, by the set-up or the command.", 409);

    /// <summary>What a module did wrong, in its own words: nobody can mend it without them.</summary>
    public static Error Of(ModuleLoadException failure) => Failed.With(failure.Message);
}

/// <summary>A refusal met while a shell is being built.</summary>
internal sealed class ChangeRefused(Error error) : Exception(error.Code)
{
    public Error Error => error;
}
