using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Data;

/// <summary>Why the program cannot start as it was asked to, in a sentence for whoever asked.</summary>
/// <param name="why">What is wrong.</param>
/// <param name="code">With which code the program ends.</param>
public sealed class StartRefusedException(string why, int code = 1) : InvalidOperationException(why)
{
    /// <summary>A setting says what cannot be.</summary>
    public const int WrongUse = VerbArguments.WrongUse;

    public int Code { get; } = code;
}
