using WaterCrm.Kernel.Words;

namespace WaterCrm.Customers;

/// <summary>The records of this module, their properties and their states, in the words by which the audit looks them up; what the kernel knows too stands there.</summary>
internal static class AuditWords
{
    public static readonly IReadOnlyList<string> All =
    [
        Word.Of("Author name"), Word.Of("Called as"), Word.Of("Changed at"), Word.Of("Channel"), Word.Of("Customer email"), Word.Of("Customer phone"),
        Word.Of("Customer premises"), Word.Of("Direction"), Word.Of("Folded address"), Word.Of("Folded name"), Word.Of("Form of address"), Word.Of("Interaction"),
        Word.Of("Is key customer"), Word.Of("Is priority"), Word.Of("Name en"), Word.Of("Name vi"), Word.Of("Name zh"), Word.Of("Organisation"),
        Word.Of("Position"), Word.Of("Premises"), Word.Of("Recorded at"), Word.Of("Summary"), Word.Of("Typed"), Word.Of("Zone"),
    ];
}
