using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Files;

namespace WaterCrm.Complaints.Domain;

/// <summary>A picture that came with a complaint. Its content lies in the file store.</summary>
internal sealed class Photo : Entity
{
    public required Guid ComplaintId { get; init; }
    public required int Ordinal { get; init; }
    public required string Name { get; init; }
    public required string ContentType { get; init; }
    public required long Size { get; init; }
    public required string Sha256 { get; init; }

    public StoredFile File => new(Id, Name, ContentType, Size, Sha256);

    public static Photo Of(Guid complaint, int ordinal, StoredFile file) => new()
    {
        Id = file.Id, ComplaintId = complaint, Ordinal = ordinal, Name = file.Name, ContentType = file.ContentType, Size = file.Size, Sha256 = file.Sha256,
    };
}
