using System.Globalization;
using Microsoft.Extensions.Configuration;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Setup;

/// <summary>What commands of the command line say and who acts in them.</summary>
internal static class Telling
{
    /// <summary>Whoever sits at the machine acts as the system itself; the audit says who was signed in there.</summary>
    public static IDisposable Operator() => ActingAs.System($"command line ({Environment.UserName})");

    public static string Address(IConfiguration configuration) => (configuration["Urls"]?.Split(';')[0] ?? "http://localhost:5080").TrimEnd('/');

    public static void Links(RecipeRun run, IConfiguration configuration)
    {
        if (run.Links.Count == 0) return;
        Console.WriteLine("Each of these links works once. Whoever opens it chooses the password:");
        foreach (var link in run.Links) Console.WriteLine($"  {link.Person} ({string.Join(", ", link.Roles)}), {link.SignInName}: {PasswordLink(configuration, link.Token)}");
    }

    public static string PasswordLink(IConfiguration configuration, Secret token) => $"{Address(configuration)}/password/{token.Text}";

    public static int Refused(Error error)
    {
        Console.Error.WriteLine(Said(error.Message, error.Args));
        foreach (var field in error.Fields) Console.Error.WriteLine($"  {field.Field}: {Said(field.Message, field.Args)}");
        return 1;
    }

    public static int Wrong(string what)
    {
        Console.Error.WriteLine(what);
        return VerbArguments.WrongUse;
    }

    private static string Said(string message, object[] args) => string.Format(CultureInfo.InvariantCulture, message, args);
}
