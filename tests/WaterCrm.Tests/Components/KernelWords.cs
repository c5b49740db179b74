using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Components;

/// <summary>The real words of each module, read from its source.</summary>
internal sealed class KernelWords : IStringLocalizerFactory
{
    private static readonly Lazy<ModuleLocalizerFactory> Words = new(() => new(new WordBook(
        new DirectoryInfo(Repository.PathOf("Modules")).GetDirectories().Select(m => (m.Name, (IFileProvider)new PhysicalFileProvider(m.FullName))),
        new NullFileProvider(), NullLogger.Instance)));

    public IStringLocalizer Create(Type resourceSource) => Words.Value.Create(resourceSource);

    public IStringLocalizer Create(string baseName, string location) => Words.Value.Create(baseName, location);
}
