using FluentValidation;

namespace WaterCrm.Kernel.People.Features;

/// <summary>A request that says how a person is called.</summary>
internal interface INamesPerson
{
    string? Name { get; }
    string? SignInName { get; }
    string? Email { get; }
}

internal sealed class NamesPersonRules : AbstractValidator<INamesPerson>
{
    public NamesPersonRules()
    {
        RuleFor(r => r.Name).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter the name.")
            .MaximumLength(200).WithMessage("Use at most 200 characters for the name.")
            .Must(BePrintable).WithMessage("Use only characters that can be printed.");
        RuleFor(r => r.SignInName).Cascade(CascadeMode.Stop)
            .NotEmpty().WithMessage("Enter a sign-in name or an e-mail address.")
            .Length(2, 100).WithMessage("Use 2 to 100 characters for the sign-in name.")
            .Must(name => name!.Trim().All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '@'))
            .WithMessage("Use only letters, digits and . _ - + @ in the sign-in name.");
        RuleFor(r => r.Email).Must(mail => string.IsNullOrWhiteSpace(mail) || LooksLikeMail(mail.Trim())).WithMessage("This is not an e-mail address. It looks like name@example.org.");
    }

    private static bool BePrintable(string? name) => !name!.Any(char.IsControl);

    private static bool LooksLikeMail(string mail) =>
        mail.Length <= 254 && mail.IndexOf('@') is > 0 and var at && at == mail.LastIndexOf('@') && at < mail.Length - 1 && !mail.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
