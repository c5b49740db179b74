using Microsoft.Extensions.FileProviders;

namespace WaterCrm.Kernel.Recipes;

/// <summary>The recipes that lie beside the host and in the folders of the modules.</summary>
internal sealed class RecipeFiles(IModuleFiles modules)
{
    private const string Ending = ".recipe.json";

    /// <summary>What a new installation begins with; null for a recipe that is not there.</summary>
    public List<string?> OfSetup(bool demonstration) => [Read("default"), .. demonstration ? [Read("demonstration")] : Array.Empty<string?>()];

    /// <summary>The text of a recipe by the name of its file; null where there is none.</summary>
    public string? Read(string name)
    {
        if (name.AsSpan().IndexOfAny("/\\") >= 0) return null;
        var own = Path.Combine(AppContext.BaseDirectory, "Recipes", name + Ending);
        if (File.Exists(own)) return File.ReadAllText(own);

        var found = modules.All.Select(m => m.Files.GetFileInfo($"Recipes/{name}{Ending}")).FirstOrDefault(f => f is { Exists: true, IsDirectory: false });
        if (found is null) return null;
        using var reader = new StreamReader(found.CreateReadStream());
        return reader.ReadToEnd();
    }
}
