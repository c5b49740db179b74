using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.Forms;

/// <summary>
/// Reads a sent form by its definition. Nothing that can be sent makes it throw; machine form is read the same in every language;
/// a field the form does not have is refused, as it can only come from a mistake or an attack.
/// </summary>
public static class FormReader
{
    public const string Yes = "yes";
    public const string No = "no";

    internal const string DateForm = "yyyy-MM-dd";
    internal const string TimeForm = "HH:mm";

    private const NumberStyles NumberForm = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
    private static readonly DateOnly Earliest = new(1900, 1, 1);
    private static readonly DateOnly Latest = new(2200, 12, 31);

    /// <param name="form">The questions.</param>
    /// <param name="posted">What was sent; fields without the prefix belong to the page around the form and are not looked at.</param>
    /// <param name="prefix">What stands before each field's id in the page, such as <c>answers.</c>; without one every field must be the form's.</param>
    /// <param name="files">Ids of the files received for photo fields, by field id.</param>
    /// <param name="draft">A draft may leave out what is required.</param>
    public static FormReading Read(FormDefinition form, IEnumerable<KeyValuePair<string, StringValues>> posted, string prefix = "",
        IReadOnlyDictionary<string, IReadOnlyList<Guid>>? files = null, bool draft = false)
    {
        var (typed, problems, values) = (new Dictionary<string, IReadOnlyList<string>>(), new List<FieldError>(), new Dictionary<string, object>());
        foreach (var (name, sent) in posted)
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || name == "__RequestVerificationToken") continue;
            var id = name[prefix.Length..];
            if (form.Find(id) is { Asks: true }) typed[id] = [.. sent.Select(s => s ?? "")];
            else if (problems.Count == 0) problems.Add(new FieldError("", "The form was sent with a field it does not have ({0}). Open the page again and repeat the entry.") { Args = [Shown(id)] });
        }

        foreach (var field in form.Fields.Where(f => f.Asks))
        {
            var answer = Read(field, typed.GetValueOrDefault(field.Id) ?? [], files?.GetValueOrDefault(field.Id) ?? []);
            if (answer is FieldError wrong) problems.Add(wrong);
            else if (answer is not null) values[field.Id] = answer;
            else if (field.Required && !draft) problems.Add(Missing(field));
        }
        return new(form, prefix, new(values), typed, problems);
    }

    /// <summary>The answer, a <see cref="FieldError"/>, or null where nothing was answered.</summary>
    private static object? Read(FormField field, IReadOnlyList<string> sent, IReadOnlyList<Guid> files)
    {
        foreach (var text in sent)
        {
            if (PlainText.FlawOf(text) is TextFlaw.Broken) return new FieldError(field.Id, "This contains characters that cannot be read. Delete it and type it again.");
            if (PlainText.FlawOf(text) is TextFlaw.Control) return new FieldError(field.Id, "This contains invisible control characters. Delete it and type it instead of pasting it.");
        }

        var answers = sent.Select(PlainText.Tidy).Where(a => a.Length > 0).ToList();
        if (field.Type is FieldType.Photo) return Photos(field, answers, files);
        if (answers.Count == 0) return null;
        if (field.Type is FieldType.Choices) return Chosen(field, answers);
        if (answers.Count > 1) return new FieldError(field.Id, "Give one answer only.");

        return field.Type switch
        {
            FieldType.Number => Number(field, answers[0]),
            FieldType.Date => Date(field, answers[0]),
            FieldType.Time => Time(field, answers[0]),
            FieldType.Choice => Chosen(field, answers) is string[] chosen ? chosen[0] : Chosen(field, answers),
            FieldType.YesNo => answers[0] switch { Yes => true, No => false, _ => NotOffered(field) },
            FieldType.Phone => PhoneNumber.Normalise(answers[0]) is null ? NoPhone(field) : Fitting(field, answers[0]),
            FieldType.Text when answers[0].Contains('\n', StringComparison.Ordinal) => new FieldError(field.Id, "Write this on one line."),
            _ => Fitting(field, answers[0]),
        };
    }

    private static object Fitting(FormField field, string text) => text.Length <= field.MaxLength
        ? text
        : new FieldError(field.Id, "This text has {0} characters and {1} fit. Shorten it.") { Args = [text.Length, field.MaxLength] };

    private static object Number(FormField field, string text)
    {
        // Chinese keyboards write full-width digits; where the language writes a comma before the decimals, people do so here, and a point still is one.
        var plain = text.Length > 40 ? "" : text.InForm(NormalizationForm.FormKC);
        if (CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator is ",") plain = plain.Replace(',', '.');
        if (!decimal.TryParse(plain, NumberForm, CultureInfo.InvariantCulture, out var number))
            return new FieldError(field.Id, "\"{0}\" is not a number. Write it with a point and without separators, as 1234.5.") { Args = [Shown(text)] };
        if (field.Whole && number != decimal.Truncate(number)) return new FieldError(field.Id, "Only a whole number is possible here.");
        if (number < field.Min) return new FieldError(field.Id, "The smallest number possible here is {0}.") { Args = [Machine(field.Min.Value)] };
        if (number > field.Max) return new FieldError(field.Id, "The largest number possible here is {0}.") { Args = [Machine(field.Max.Value)] };
        return number;
    }

    private static object Date(FormField field, string text)
    {
        if (!DateOnly.TryParseExact(text, DateForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return new FieldError(field.Id, "\"{0}\" is not a date. Write it as 2026-12-31.") { Args = [Shown(text)] };
        return date < Earliest || date > Latest ? new FieldError(field.Id, "This date is too far away. Check the year.") : text;
    }

    private static object Time(FormField field, string text) =>
        TimeOnly.TryParseExact(text, [TimeForm, "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString(TimeForm, CultureInfo.InvariantCulture)
            : new FieldError(field.Id, "\"{0}\" is not a time. Write it as 16:30.") { Args = [Shown(text)] };

    private static object Chosen(FormField field, List<string> answers) =>
        answers.All(a => field.Options.Any(o => o.Value == a)) ? answers.Distinct().ToArray() : NotOffered(field);

    private static object? Photos(FormField field, List<string> answers, IReadOnlyList<Guid> files)
    {
        if (answers.Count > 0) return new FieldError(field.Id, "Choose a photo from this device.");
        if (files.Count > field.MaxFiles) return new FieldError(field.Id, "Too many photos: {0} were sent and {1} fit. Send fewer.") { Args = [files.Count, field.MaxFiles] };
        return files.Count == 0 ? null : files.Select(f => f.ToString()).ToArray();
    }

    private static FieldError Missing(FormField field) => field.Type switch
    {
        FieldType.Choice or FieldType.Choices or FieldType.YesNo => new FieldError(field.Id, "Choose an answer."),
        FieldType.Photo => new FieldError(field.Id, "Add a photo."),
        _ => new FieldError(field.Id, "Fill this in."),
    };

    private static FieldError NotOffered(FormField field) => new FieldError(field.Id, "This answer is not among those offered. Choose again.");

    private static FieldError NoPhone(FormField field) => new FieldError(field.Id, "This is not a telephone number. Write it as 0912 345 678 or +84 912 345 678.");

    /// <summary>Numbers in sentences stand as they must be typed.</summary>
    private static string Machine(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Enough of what was typed to recognise it; somebody will have pasted a book.</summary>
    private static string Shown(string text)
    {
        var shown = text.Length <= 40 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[39]) ? 39 : 40), "…");
        return PlainText.FlawOf(shown) is TextFlaw.None ? shown : "?";
    }
}
