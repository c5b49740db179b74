namespace WaterCrm.Kernel.Results;

/// <summary>A refusal a person can do something about. Mistakes of programmers are exceptions.</summary>
/// <param name="Code">Dotted kebab, stable: <c>complaints.already-closed</c>.</param>
/// <param name="Message">English sentence that says what to do; also the key of its translations.</param>
/// <param name="Status">HTTP status: 422 invalid, 404 not found, 403 forbidden, 409 conflict, 413 too large.</param>
public sealed record Error(string Code, string Message, int Status = 422)
{
    /// <summary>Values for the placeholders of the message.</summary>
    public object[] Args { get; init; } = [];

    /// <summary>What is wrong with single fields of the input.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    public Error With(params object[] args) => this with { Args = args };

    /// <summary>The same, said beside one field of the form.</summary>
    public Error At(string field) => this with { Fields = [new FieldError(field, Message) { Args = Args }] };

    public bool Equals(Error? other) => other is not null && Code == other.Code && Status == other.Status;

    public override int GetHashCode() => HashCode.Combine(Code, Status);
}

/// <summary>What is wrong with one field, in a sentence that is also the key of its translations.</summary>
public sealed record FieldError(string Field, string Message)
{
    public object[] Args { get; init; } = [];
}
