namespace WaterCrm.Kernel.Files;

/// <summary>A file that was taken in: what to call it and where its content is found. The content is named by its own SHA-256.</summary>
public sealed record StoredFile(Guid Id, string Name, string ContentType, long Size, string Sha256);
