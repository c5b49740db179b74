using System.Buffers.Binary;
using MediatR;
using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings.Features;
using WaterCrm.Modularity.Mvc;

namespace WaterCrm.Kernel.Look;

/// <summary>Gives the pages another colour, logo or theme.</summary>
/// <param name="Colour">As #0b5a87; empty for the product's own.</param>
/// <param name="Version">The version of the look that whoever changes it has seen; null where it does not matter.</param>
[Audited("look.changed", "Changed colour, logo or themes")]
public sealed record ChangeLook(string Colour, int? Version) : ICommand<SettingsChanged>
{
    /// <summary>A new logo; null leaves the one there is.</summary>
    public SentLogo? Sent { get; init; }

    public bool RemoveLogo { get; init; }

    /// <summary>Id, empty for the host's own; null leaves the theme there is.</summary>
    public string? StaffTheme { get; init; }

    /// <inheritdoc cref="StaffTheme"/>
    public string? PublicTheme { get; init; }

    internal StoredFile? Taken { get; init; }
}

/// <summary>A picture on its way in.</summary>
public sealed record SentLogo(string Name, Func<Stream> Open);

internal static class LookErrors
{
    public const string Field = "Logo";

    public static readonly Error NoTheme = new("look.no-theme", "This theme is not installed, or not made for these pages. Choose another one.");

    public static readonly Error Svg = new("look.logo-is-svg", "An SVG picture can hold scripts that would run on every page. Save the logo as PNG and send that.");

    public static readonly Error Huge = new("look.logo-is-huge", "This picture is {0} points wide and {1} high. Make it smaller, at most {2} points each way, and send that.");

    public static readonly Error Heavy = new("look.logo-is-heavy", "This picture weighs {0} KB, and everybody who opens a public page has to load it. Save it no higher than 200 points, as a file of at most {1} KB, and send that.");
}

/// <summary>Takes the picture in before the transaction: by what it contains, not by what it is called.</summary>
internal sealed class TakeLogo(FileStore files) : IPrepare<ChangeLook>
{
    /// <summary>The first public page stays below 100 KB with the logo.</summary>
    internal const int MostBytes = 50 * 1024;

    /// <summary>Ten times as high as any page shows it.</summary>
    private const int MostPoints = 2000;

    private static readonly UploadRules Rules = new(MostBytes, [FileKind.Png, FileKind.Jpeg, FileKind.WebP]);

    public async Task<Result<ChangeLook>> Prepare(ChangeLook command, CancellationToken token)
    {
        if (command.Sent is not { } sent) return command;

        await using var content = sent.Open();
        if (content.Length > MostBytes) return LookErrors.Heavy.With((content.Length + 1023) / 1024, MostBytes / 1024).At(LookErrors.Field);
        var head = await Head(content, token);
        if (LooksLikeSvg(head)) return LookErrors.Svg.At(LookErrors.Field);
        if (SizeOfPng(head) is { } size && Math.Max(size.Width, size.Height) > MostPoints) return LookErrors.Huge.With(size.Width, size.Height, MostPoints).At(LookErrors.Field);

        var received = await files.Receive(content, sent.Name, Rules, token);
        return received.Error is { } error ? error.At(LookErrors.Field) : command with { Sent = null, Taken = received.Value };
    }

    /// <summary>Only to say it in words: what is no picture is refused anyway.</summary>
    private static bool LooksLikeSvg(ReadOnlySpan<byte> head) => System.Text.Encoding.Latin1.GetString(head).Contains("<svg", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first chunk of a PNG says how wide and high it is. One colour packs well, so a light file may still need much memory in each browser.</summary>
    private static (uint Width, uint Height)? SizeOfPng(ReadOnlySpan<byte> head) =>
        head.Length >= 24 && head[12..16].SequenceEqual("IHDR"u8) ? (BinaryPrimitives.ReadUInt32BigEndian(head[16..]), BinaryPrimitives.ReadUInt32BigEndian(head[20..])) : null;

    private static async Task<byte[]> Head(Stream content, CancellationToken token)
    {
        var head = new byte[1024];
        var read = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, token);
        content.Position = 0;
        return head[..read];
    }
}

internal sealed class ChangeLookHandler(IMediator mediator, PageThemes themes) : IRequestHandler<ChangeLook, Result<SettingsChanged>>
{
    public async Task<Result<SettingsChanged>> Handle(ChangeLook request, CancellationToken token)
    {
        if (!Offered(request.StaffTheme, PageThemes.ForStaff)) return LookErrors.NoTheme.At(nameof(request.StaffTheme));
        if (!Offered(request.PublicTheme, PageThemes.ForPublic)) return LookErrors.NoTheme.At(nameof(request.PublicTheme));

        var now = (LookSettings)(await mediator.Send(new ShowSettings("look"), token))!.Value;
        var look = now with { Colour = request.Colour, StaffTheme = request.StaffTheme ?? now.StaffTheme, PublicTheme = request.PublicTheme ?? now.PublicTheme };
        if (request.RemoveLogo) look = look with { Logo = "", LogoType = "" };
        if (request.Taken is { } logo) look = look with { Logo = logo.Sha256, LogoType = logo.ContentType };
        return await mediator.Send(new ChangeSettings(look, request.Version), token);
    }

    private bool Offered(string? theme, string pages) => theme is null or "" || themes.Offered(pages).Any(t => t.Id == theme);
}
