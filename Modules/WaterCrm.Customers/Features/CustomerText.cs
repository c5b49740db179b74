using FluentValidation;
using Microsoft.EntityFrameworkCore;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Data;
using WaterCrm.Customers.Domain;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.Features;

/// <summary>What is typed about a customer, when recording and when changing.</summary>
public interface ICustomerText
{
    CustomerKind Kind { get; }
    string Name { get; }
    string? Code { get; }

    /// <summary>The language one speaks with them: en, vi or zh-Hans.</summary>
    string? Language { get; }

    /// <summary>Code of one of the <see cref="FormsOfAddress"/>; null where nobody has asked.</summary>
    string? FormOfAddress { get; }

    /// <summary>What they want to be called, where the name does not say it.</summary>
    string? CalledAs { get; }
    string? Note { get; }
    bool IsPriority { get; }
    bool IsKeyCustomer { get; }
    IReadOnlyList<string> Phones { get; }
    IReadOnlyList<string> Emails { get; }
}

internal sealed class CustomerTextRules : AbstractValidator<ICustomerText>
{
    public CustomerTextRules(FormsOfAddress forms)
    {
        RuleFor(c => c.Kind).IsInEnum().WithMessage("Choose person or organisation.");
        RuleFor(c => c.Name).NotEmpty().WithMessage("Write the customer's name.")
            .MaximumLength(CustomerLimits.Name).WithMessage("Write the name in at most 200 letters.");
        RuleFor(c => c.Code).MaximumLength(CustomerLimits.Code).WithMessage("Write the account number in at most 40 letters.");
        RuleFor(c => c.Language).Must(l => l is null || LocalText.Languages.Contains(l)).WithMessage("Choose a language from the list.");
        RuleFor(c => c.FormOfAddress).Must(code => code is null || forms.Find(code) is not null).WithMessage("Choose a form of address from the list.");
        RuleFor(c => c.CalledAs).MaximumLength(CustomerLimits.CalledAs).WithMessage("Write what they are called in at most 100 letters.");
        RuleFor(c => c.Note).MaximumLength(CustomerLimits.Note).WithMessage("Write the note in at most 4,000 letters.");
        RuleFor(c => c.Phones).Must(p => p.All(n => n.Length <= CustomerLimits.Phone)).WithMessage("Write each telephone number in at most 40 letters.");
        RuleFor(c => c.Emails).Must(e => e.All(a => a.Length <= CustomerLimits.Email)).WithMessage("Write each e-mail address in at most 254 letters.");
    }
}

internal static class CustomerTexts
{
    public static CustomerDetails Details(this ICustomerText text) => new()
    {
        Kind = text.Kind, Name = text.Name, Code = text.Code, Language = text.Language, FormOfAddress = text.FormOfAddress, CalledAs = text.CalledAs, Note = text.Note,
        IsPriority = text.IsPriority, IsKeyCustomer = text.IsKeyCustomer, Phones = text.Phones, Emails = text.Emails,
    };
}

/// <summary>The rules about customers that need the database.</summary>
internal sealed class CustomerWriting(CustomersDbContext db, CommandScope command, Database database)
{
    public async Task<Error?> CodeTaken(Customer customer, CancellationToken token)
    {
        if (customer.Code is not { } code) return null;

        await command.Alone(database, $"customers.code:{code}", token);
        return await db.Customers.AnyAsync(c => c.Code == code && c.Id != customer.Id, token)
            ? CustomerErrors.CodeTaken.With(code).At(nameof(Customer.Code))
            : null;
    }
}
