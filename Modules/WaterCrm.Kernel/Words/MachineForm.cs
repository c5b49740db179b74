using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace WaterCrm.Kernel.Words;

/// <summary>
/// Reads numbers and dates of forms in the form machines write them, whatever the page's language. ASP.NET Core would read them in the
/// page's: in Vietnamese 1.5 would be 15. A thousands separator is refused rather than guessed.
/// </summary>
internal sealed class MachineFormBinderProvider : IModelBinderProvider
{
    private const NumberStyles Number = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite;
    private static readonly string[] Moments = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public IModelBinder? GetBinder(ModelBinderProviderContext context)
    {
        if (context.BindingInfo.BinderType is not null || context.BindingInfo.BindingSource is { } source && !FromPage(source)) return null;
        return ReaderOf(context.Metadata.UnderlyingOrModelType) is { } read ? new MachineFormBinder(read) : null;
    }

    private static bool FromPage(BindingSource source) => source.CanAcceptDataFrom(BindingSource.Form) || source.CanAcceptDataFrom(BindingSource.Query) || source.CanAcceptDataFrom(BindingSource.Path);

    private static Func<string, object?>? ReaderOf(Type type)
    {
        if (type == typeof(decimal)) return text => decimal.TryParse(text, Number, CultureInfo.InvariantCulture, out var read) ? read : null;
        if (type == typeof(double)) return text => double.TryParse(text, Number, CultureInfo.InvariantCulture, out var read) && double.IsFinite(read) ? read : null;
        if (type == typeof(float)) return text => float.TryParse(text, Number, CultureInfo.InvariantCulture, out var read) && float.IsFinite(read) ? read : null;
        if (type == typeof(DateOnly)) return text => DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        if (type == typeof(TimeOnly)) return text => TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var read) ? read : null;
        if (type == typeof(DateTime)) return Moment;
        return null;
    }

    /// <summary>With a zone it becomes UTC; without one it stays the utility's wall clock, for LocalFormat.ToUtc.</summary>
    private static object? Moment(string text) =>
        DateTime.TryParseExact(text.Trim(), Moments, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var read) ? read.Kind == DateTimeKind.Local ? read.ToUniversalTime() : read : null;
}

/// <inheritdoc cref="MachineFormBinderProvider"/>
internal sealed class MachineFormBinder(Func<string, object?> read) : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext context)
    {
        var given = context.ValueProvider.GetValue(context.ModelName);
        if (given == ValueProviderResult.None) return Task.CompletedTask;
        context.ModelState.SetModelValue(context.ModelName, given);   // what was typed stays in the field

        var text = given.FirstValue;
        if (string.IsNullOrWhiteSpace(text))
        {
            if (context.ModelMetadata.IsReferenceOrNullableType) context.Result = ModelBindingResult.Success(null);
            else context.ModelState.TryAddModelError(context.ModelName, context.ModelMetadata.ModelBindingMessageProvider.ValueMustNotBeNullAccessor(text ?? ""));
        }
        else if (read(text) is { } value)
        {
            context.Result = ModelBindingResult.Success(value);
        }
        else
        {
            var type = context.ModelMetadata.UnderlyingOrModelType;
            var S = context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<Utility>>();
            context.ModelState.TryAddModelError(context.ModelName,
                type == typeof(DateTime) ? S["\"{0}\" is not a date and time. Write it as 2026-12-31T16:30.", text]
                : type == typeof(DateOnly) ? S["\"{0}\" is not a date. Write it as 2026-12-31.", text]
                : type == typeof(TimeOnly) ? S["\"{0}\" is not a time. Write it as 16:30.", text]
                : S["\"{0}\" is not a number. Write it with a point and without separators, as 1234.5.", text]);
        }

        return Task.CompletedTask;
    }
}
