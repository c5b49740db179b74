namespace WaterCrm.Kernel.Composition;

/// <summary>Where a kind of thing is shown, so that pages of other modules can link to it: timelines, audits, messages.</summary>
public interface ISubjectPage
{
    /// <summary>The kind, such as <c>complaint</c>.</summary>
    string Kind { get; }

    string Url(Guid id);
}
