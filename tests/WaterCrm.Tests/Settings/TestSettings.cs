using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Words;
using WaterCrm.Tests.Infrastructure;

namespace WaterCrm.Tests.Settings;

/// <summary>One of each kind of setting.</summary>
[SettingsGroup("test-box", "Box", Help = "A box for tests.", Order = 99)]
public sealed record BoxSettings
{
    [Setting("Label", Required = true)]
    public string Label { get; init; } = "Box";

    [Setting("Notes", Long = true)]
    public string Notes { get; init; } = "";

    [Setting("Places", Unit = "pieces", Min = 1, Max = 10)]
    public int Places { get; init; } = 3;

    [Setting("Weight")]
    public decimal? Weight { get; init; }

    [Setting("Open")]
    public bool Open { get; init; } = true;

    [Setting("Colours", Options = typeof(Colours))]
    public IReadOnlyList<string> Colours { get; init; } = ["red"];

    [Setting("Key", Secret = true)]
    public string Key { get; init; } = "";
}

internal sealed class Colours : ISettingOptions
{
    public IEnumerable<FieldOption> Offered() => [new("red", "Red"), new("blue", "Blue")];
}

internal sealed class BoxRules : AbstractValidator<BoxSettings>
{
    public BoxRules() => RuleFor(b => b.Places).Must((box, places) => box.Open || places == 1).WithMessage("A closed box has one place.");
}

internal static class SettingsWorld
{
    public const string Secret = "tôi là bí mật 42";

    public static void AddBox(IServiceCollection services) => services.AddSettings<BoxSettings>().AddScoped<IValidator<BoxSettings>, BoxRules>();

    public static Task<Harness> Start(DatabaseProvider provider, PostgresServer postgres, FakeTime? clock = null) => Harness.Start(provider, postgres, [new WordsStartup()], services =>
    {
        AddBox(services);
        services.AddSingleton<WaterCrm.Modularity.IModuleFiles>(new NoFiles())
            .AddSingleton<Microsoft.Extensions.Hosting.IHostEnvironment>(new Microsoft.Extensions.Hosting.Internal.HostingEnvironment { ContentRootPath = AppContext.BaseDirectory });
    }, clock);

    internal sealed class NoFiles : WaterCrm.Modularity.IModuleFiles
    {
        public IEnumerable<(string ModuleId, Microsoft.Extensions.FileProviders.IFileProvider Files)> All => [];
    }
}
