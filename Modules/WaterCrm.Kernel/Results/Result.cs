using System.Diagnostics.CodeAnalysis;

namespace WaterCrm.Kernel.Results;

/// <summary>What every answer of a command can tell the pipeline.</summary>
public interface IResult<TSelf> where TSelf : IResult<TSelf>
{
    Error? Error { get; }

    /// <summary>The value, for those who do not know its type.</summary>
    object? Outcome { get; }

    static abstract TSelf Refused(Error error);
}

/// <summary>A value, or the reason why there is none.</summary>
public readonly struct Result<T> : IResult<Result<T>>
{
    private readonly T? value;

    private Result(T? value, Error? error) => (this.value, Error) = (value, error);

    public Error? Error { get; }

    public T Value => Error is null ? value! : throw new InvalidOperationException($"There is no value: {Error.Code}.");

    object? IResult<Result<T>>.Outcome => value;

    public bool Is([NotNullWhen(true)] out T? found)
    {
        found = value;
        return Error is null;
    }

    public static Result<T> Refused(Error error) => new(default, error);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Error error) => Refused(error);
}
