namespace WaterCrm.Modularity.Manifest;

/// <summary>Marks an assembly as a module and describes it. The id is the assembly's name.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = false, Inherited = false)]
public class ModuleAttribute : FeatureAttribute
{
    public string Author { get; set; } = "";
    public string Website { get; set; } = "";
    public string Version { get; set; } = "0.0";
    public string[] Tags { get; set; } = [];
}
