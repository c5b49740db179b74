using WaterCrm.Host;
using WaterCrm.Modularity.Shells;

try
{
    await using var app = WaterCrmHost.Build(args);
    if (Verbs.Asked(args) is { } verb) return await Verbs.RunAsync(app, verb, args[1..]);

    await app.RunAsync();
    return 0;
}
catch (ModuleLoadException refused)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}
catch (Exception failed)
{
    Console.Error.WriteLine(failed);
    return 1;
}
