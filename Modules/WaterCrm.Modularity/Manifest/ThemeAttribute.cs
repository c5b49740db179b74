namespace WaterCrm.Modularity.Manifest;

/// <summary>Marks an assembly as a theme: a module whose views override those of the modules.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = false, Inherited = false)]
public class ThemeAttribute : ModuleAttribute
{
    /// <summary>Id of the theme whose views are used where this one has none.</summary>
    public string BaseTheme { get; set; } = "";
}
