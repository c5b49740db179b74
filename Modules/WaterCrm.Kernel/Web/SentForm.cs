using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Web;

/// <summary>
/// What is wrong with the form of the request at hand, whatever page and command it belongs to. Every command asks before it saves anything, so the
/// page answers as it answers any refusal: with what was typed, and the sentence beside the field.
/// </summary>
internal sealed class SentForm(IHttpContextAccessor accessor)
{
    /// <summary>More than any page of ours has.</summary>
    public const int MostFields = 2_000;

    private IFormCollection? Form => accessor.HttpContext?.Features.Get<IFormFeature>()?.Form;

    public Error? Refusal => Form is { } form && form.Sum(f => f.Value.Count) > MostFields ? KernelErrors.TooManyFields.With(MostFields)
        : accessor.HttpContext?.Features.Get<UnreadFields>() is not null ? KernelErrors.Invalid : null;

    /// <summary>Fields with characters that no database keeps or no reader can see. A validator that has looked already said it better.</summary>
    public IEnumerable<FieldError> Unkeepable(IReadOnlyCollection<FieldError> known) => Form is not { } form ? [] :
        from field in form
        where field.Value.Any(v => PlainText.FlawOf(v) is not TextFlaw.None) && known.All(k => !k.Field.Equals(field.Key, StringComparison.OrdinalIgnoreCase))
        select new FieldError(field.Key, KernelErrors.Unkeepable.Message);
}
