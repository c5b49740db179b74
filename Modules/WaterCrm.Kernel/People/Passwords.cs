using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Identity;
using WaterCrm.Kernel.People.Domain;
using WaterCrm.Kernel.Texts;
using WaterCrm.Kernel.Words;

namespace WaterCrm.Kernel.People;

/// <summary>Hashes and compares passwords. Slow on purpose, so it is never called while a transaction is open.</summary>
internal sealed class Passwords(IPasswordHasher<Person> hasher)
{
    private static readonly Person Anybody = new(Guid.Empty, "", "", null, default);

    // Compared with when there is no such person, so that the answer takes as long.
    private readonly Lazy<string> nobodys = new(() => hasher.HashPassword(Anybody, OneTimeLink.NewToken()));

    public string Hash(Secret password) => hasher.HashPassword(Anybody, Written(password));

    /// <summary>Says whether it is the password, and whether its hash should be made anew.</summary>
    public (bool Right, bool Stale) Verify(string? hash, Secret password)
    {
        var tooLong = password.Text.Length > Secret.MaximumLength;
        var result = hasher.VerifyHashedPassword(Anybody, hash ?? nobodys.Value, tooLong ? "" : Written(password));
        return (hash is not null && !tooLong && result is not PasswordVerificationResult.Failed, result is PasswordVerificationResult.SuccessRehashNeeded);
    }

    /// <summary>One password typed on two keyboards is the same text: "ế" may arrive as one character or as three.</summary>
    private static string Written(Secret password) => NameKeys.Clean(password.Text).InForm(NormalizationForm.FormKC);
}

/// <summary>The rules for a new password. Long, and not one of those everybody tries first; which characters it is made of is nobody's business.</summary>
internal static class PasswordRules
{
    public const int MinimumLength = 12;

    public static void ChosenTwice<T>(this AbstractValidator<T> rules, Func<T, Secret> password, Func<T, Secret> again, Func<T, string?> signInName)
    {
        rules.RuleFor(r => r).Custom((request, context) =>
        {
            var chosen = password(request).Text;
            if (Broken(chosen, signInName(request)) is { } broken) context.AddFailure("Password", broken);
            else if (chosen != again(request).Text) context.AddFailure("PasswordAgain", Word.Of("The two passwords are not the same."));
        });
    }

    private static string? Broken(string password, string? signInName) => password switch
    {
        { Length: < MinimumLength } => Word.Of("Use at least 12 characters. A few words in a row are easy to remember."),
        { Length: > Secret.MaximumLength } => Word.Of("Use at most 256 characters."),
        _ when CommonPasswords.Contains(password) => Word.Of("This password is one of the first that others would try. Choose another."),
        _ when signInName is { Length: > 0 } && string.Equals(password, signInName.Trim(), StringComparison.OrdinalIgnoreCase) => Word.Of("Do not use your name as password."),
        _ => null,
    };
}
