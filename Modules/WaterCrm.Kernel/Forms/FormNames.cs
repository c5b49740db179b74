namespace WaterCrm.Kernel.Forms;

internal static class FormNames
{
    /// <summary>The id of a field's element: no dots, which selectors would take for classes, and never the bare name of something else in the page.</summary>
    public static string Id(string prefix, FormField field) => $"{(prefix.Length == 0 ? "field-" : prefix.Replace('.', '-').Replace('[', '-').Replace(']', '-'))}{field.Id}";
}
