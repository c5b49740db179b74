using WaterCrm.Host;
using WaterCrm.Kernel.Backups;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Trials;
using WaterCrm.Modularity.Shells;
using WaterCrm.Modularity.Verbs;

try
{
    var asked = CommandLine.Read(args);
    if (asked is { Verb: null, AsksHelp: true }) return Verbs.Say(CommandLine.ServeHelp);
    if (asked.Wrong is { } wrong) return Verbs.Wrong(wrong);

    await using var app = WaterCrmHost.Build(args);
    if (asked.Verb is { } verb) return await Verbs.RunAsync(app, verb, asked.Arguments);

    if (app.Services.GetRequiredService<Trial>() is { Is: true } trial)
        Console.WriteLine(FormattableString.Invariant($"A trial with the data of {trial.CopiedAt:yyyy-MM-dd HH:mm} UTC, in {trial.Folder}. The real data is not touched, and nothing is sent."));
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception refused) when (refused is ModuleLoadException or TrialRefusedException or BackupRefusedException)
{
    Console.Error.WriteLine(refused.Message);
    return 1;
}
catch (StartRefusedException refused)
{
    Console.Error.WriteLine(refused.Message);
    return refused.Code;
}
catch (Exception failed)
{
    Console.Error.WriteLine(failed);
    return 1;
}
