using WaterCrm.Kernel.Results;

namespace WaterCrm.Kernel.Forms;

/// <summary>What was made of a sent form: the answers that could be read, what is wrong with the others, and everything as it was typed.</summary>
public sealed class FormReading
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<string>> typed;

    internal FormReading(FormDefinition form, string prefix, FormValues values, IReadOnlyDictionary<string, IReadOnlyList<string>> typed, IReadOnlyList<FieldError> problems) =>
        (Form, Prefix, Values, this.typed, Problems) = (form, prefix, values, typed, problems);

    public FormDefinition Form { get; }

    public string Prefix { get; }

    public FormValues Values { get; }

    /// <summary>What is wrong, by the id of the field; what concerns the whole form has none.</summary>
    public IReadOnlyList<FieldError> Problems { get; }

    public bool IsValid => Problems.Count == 0;

    /// <summary>The refusal for a command or a page, its fields named as in the page; null where all is well.</summary>
    public Error? Error => IsValid ? null : KernelErrors.Invalid with { Fields = [.. Problems.Select(p => p.Field.Length == 0 ? p : p with { Field = Prefix + p.Field })] };

    /// <summary>The same with what somebody found wrong who knows more than the form.</summary>
    internal FormReading Also(IEnumerable<FieldError> problems) => new(Form, Prefix, Values, typed, [.. Problems, .. problems]);

    /// <summary>What was typed into a field, readable or not.</summary>
    public IReadOnlyList<string> Typed(string id) => typed.GetValueOrDefault(id) ?? [];
}
