namespace WaterCrm.Kernel.Composition;

/// <summary>Where a kind of thing is shown, so that pages of other modules can link to it: timelines, audits, messages.</summary>
public interface ISubjectPage
{
    /// <summary>The kind, such as <c>complaint</c>: the record's name in small letters with hyphens.</summary>
    string Kind { get; }

    string Url(Guid id);
}

internal sealed record SubjectPage(string Kind, Func<Guid, string> Address) : ISubjectPage
{
    public string Url(Guid id) => Address(id);
}
