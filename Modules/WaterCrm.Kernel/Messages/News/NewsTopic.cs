using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.Messages.News;

/// <summary>A kind of news that people may refuse by itself. A module adds its own with <see cref="NewsServices.AddNewsTopic"/>.</summary>
/// <param name="Code">Stored, and part of addresses: small letters, digits and hyphens, at most 64.</param>
/// <param name="Name">In English; the key of its translations.</param>
/// <param name="Description">What one gets, in English; the key of its translations.</param>
public sealed record NewsTopic(string Code, string Name, string Description)
{
    public const string Newsletter = "newsletter", Surveys = "surveys", Visits = "visits", SavingWater = "saving-water", PlannedWorks = "planned-works";

    /// <summary>The module whose words are its.</summary>
    internal Assembly Module { get; init; } = typeof(NewsTopic).Assembly;

    internal static IReadOnlyList<NewsTopic> OfKernel { get; } =
    [
        new(Newsletter, Word.Of("Newsletter"), Word.Of("What is new at your water utility, a few times a year.")),
        new(PlannedWorks, Word.Of("Planned works"), Word.Of("Building sites and improvements near you. You always hear when your water is off.")),
        new(SavingWater, Word.Of("Tips on saving water"), Word.Of("How to use less water and find leaks at home.")),
        new(Surveys, Word.Of("Surveys"), Word.Of("Short questions about how satisfied you are.")),
        new(Visits, Word.Of("Visits and events"), Word.Of("Invitations to open days and talks.")),
    ];
}

public static class NewsServices
{
    /// <summary>Adds a kind of news. Its words are those of the module.</summary>
    /// <param name="services">The module's.</param>
    /// <param name="module">The module's assembly.</param>
    /// <param name="topic">What people may refuse.</param>
    public static IServiceCollection AddNewsTopic(this IServiceCollection services, Assembly module, NewsTopic topic) => services.AddSingleton(topic with { Module = module });
}

/// <summary>The kinds of news of all modules that are on.</summary>
internal sealed class NewsTopics(IEnumerable<NewsTopic> topics, IStringLocalizerFactory words)
{
    private readonly Dictionary<string, NewsTopic> known = topics.ToDictionary(t => t.Code, StringComparer.Ordinal);

    public IReadOnlyCollection<NewsTopic> All => known.Values;

    public bool Has(string code) => known.ContainsKey(code);

    /// <summary>In the language at hand; one whose module is off goes by its code.</summary>
    public string NameOf(string code) => known.GetValueOrDefault(code) is { } topic ? WordsOf(topic)[topic.Name] : code;

    public string DescriptionOf(string code) => known.GetValueOrDefault(code) is { } topic ? WordsOf(topic)[topic.Description] : "";

    private IStringLocalizer WordsOf(NewsTopic topic) => words.Create("", topic.Module.GetName().Name!);
}
