using System.Globalization;
using WaterCrm.Kernel.Words;
using WaterCrm.Modularity.Shells;

namespace WaterCrm.Kernel.Modules;

/// <summary>Names and descriptions of modules in the reader's language, also of those that are off and whose words nobody else reads.</summary>
public sealed class ModuleNames
{
    private readonly WordBook words;

    internal ModuleNames(WordBook words) => this.words = words;

    public string Of(FeatureInfo feature) => Said(feature.Module, feature.Name);

    public string Describe(FeatureInfo feature) => feature.Description.Length == 0 ? "" : Said(feature.Module, feature.Description);

    private string Said(ModuleInfo module, string english)
    {
        if (words.Find(module.Id, CultureInfo.CurrentUICulture, english) is { } known) return known.Forms[0];
        for (var culture = CultureInfo.CurrentUICulture; culture.Name.Length > 0; culture = culture.Parent)
            if (Shipped(module, culture.Name, english) is { } own) return own;
        return english;
    }

    private static string? Shipped(ModuleInfo module, string culture, string english)
    {
        var file = module.Files.GetFileInfo($"Localization/{culture}.po");
        if (!file.Exists) return null;
        try
        {
            using var text = file.CreateReadStream();
            return PoFile.Read(file.Name, text).FirstOrDefault(e => e.Context is null && e.Id == english)?.Forms[0];
        }
        catch (PoException)
        {
            return null;   // said in words where the module is on
        }
    }
}
