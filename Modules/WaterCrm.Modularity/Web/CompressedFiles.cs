using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;

namespace WaterCrm.Modularity.Web;

/// <summary>
/// The same files, smaller: each is compressed once, when it is first asked for, and then kept. Pictures and fonts are left out, they are small already.
/// Only files: a page holds a form's proof beside what was typed, and its compressed length would tell about it (docs/decisions/0017).
/// </summary>
internal sealed class CompressedFiles(IFileProvider files, string encoding) : IFileProvider
{
    private const long Least = 512, Most = 4 * 1024 * 1024;
    private static readonly HashSet<string> Worth = new(StringComparer.OrdinalIgnoreCase) { ".css", ".js", ".mjs", ".svg", ".json", ".geojson", ".txt", ".map", ".webmanifest" };

    private readonly ConcurrentDictionary<string, Lazy<Made>> made = new();

    public static bool IsWorthIt(string? path) => path is not null && path.LastIndexOf('.') is var dot and >= 0 && Worth.GetAlternateLookup<ReadOnlySpan<char>>().Contains(path.AsSpan(dot));

    public IFileInfo GetFileInfo(string subpath)
    {
        if (!IsWorthIt(subpath) || files.GetFileInfo(subpath) is not { Exists: true, Length: >= Least and <= Most } file) return new NotFoundFileInfo(subpath);

        var known = made.GetValueOrDefault(subpath);
        if (known?.Value is not { } kept || kept.LastModified != file.LastModified)
            made[subpath] = known = new Lazy<Made>(() => new Made(file, Compress(file)));
        return known.Value.Length < file.Length ? known.Value : new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private byte[] Compress(IFileInfo file)
    {
        using var from = file.CreateReadStream();
        using var into = new MemoryStream();
        using (Stream press = encoding == "br" ? new BrotliStream(into, new BrotliCompressionOptions { Quality = 9 }, leaveOpen: true) : new GZipStream(into, CompressionLevel.SmallestSize, leaveOpen: true)) from.CopyTo(press);
        return into.ToArray();
    }

    private sealed class Made(IFileInfo file, byte[] content) : IFileInfo
    {
        public bool Exists => true;
        public long Length => content.Length;
        public string? PhysicalPath => null;   // else the server would send the file itself
        public string Name => file.Name;
        public DateTimeOffset LastModified => file.LastModified;
        public bool IsDirectory => false;

        public Stream CreateReadStream() => new MemoryStream(content, writable: false);
    }
}
