namespace WaterCrm.Modularity;

/// <summary>Puts a class (a Startup, a background task) in a feature of its module; without it the class is in the module's main feature.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class FeatureAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}

/// <summary>The class is used only when all the named features are enabled: optional cooperation lives in the module that wants it.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class RequireFeaturesAttribute(params string[] requiredFeatureNames) : Attribute
{
    public IList<string> RequiredFeatureNames { get; } = requiredFeatureNames;
}
