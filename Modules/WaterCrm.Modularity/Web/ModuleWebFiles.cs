using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Modularity.Web;

/// <summary>The modules' wwwroot folders as one tree: /{ModuleId}/path. Nothing is watched: a module's files change only with the module.</summary>
internal sealed class ModuleWebFiles(ShellModules modules) : IFileProvider
{
    public IFileInfo GetFileInfo(string subpath)
    {
        var path = subpath.AsSpan().TrimStart('/');
        var slash = path.IndexOf('/');
        return slash > 0 && modules.Find(path[..slash].ToString()) is { } module
            ? module.WebRoot.GetFileInfo(path[slash..].ToString())
            : new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;
}
