using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.Settings;

namespace WaterCrm.Kernel.Messages.Letters;

internal static class LetterServices
{
    public static IServiceCollection AddLetters(this IServiceCollection services) => services
        .AddSettings<LetterSettings>().AddScoped<LetterSheets>().AddSingleton<PdfBrowser>()
        .AddScoped(provider => new LetterSheetFile(provider.GetRequiredService<IMediator>(), provider.GetRequiredService<LetterSheets>(), provider.GetRequiredService<PdfBrowser>()));
}
