using WaterCrm.Contracts.Customers;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Search;

namespace WaterCrm.Customers.Domain;

/// <summary>A person or organisation that the utility supplies or has to do with.</summary>
internal sealed class Customer : Entity
{
    public const int MostPhones = 10;
    public const int MostEmails = 10;

    private readonly List<CustomerPhone> phones = [];
    private readonly List<CustomerEmail> emails = [];

    private Customer()
    {
    }

    public CustomerKind Kind { get; private set; }

    /// <summary>As it is written on letters.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Without marks and capitals, for duplicates.</summary>
    public string FoldedName { get; private set; } = "";

    /// <summary>Persons by their given name, which stands last in Vietnamese; organisations as they are written.</summary>
    public string SortKey { get; private set; } = "";

    /// <summary>The number under which the billing system knows the customer.</summary>
    public string? Code { get; private set; }

    /// <summary>The language one speaks with them, such as <c>vi</c>.</summary>
    public string? Language { get; private set; }

    /// <summary>Code of the form of address, such as <c>ong</c>; null for organisations and where nobody has asked.</summary>
    public string? FormOfAddress { get; private set; }

    /// <summary>What they asked to be called, where it is not what the name suggests.</summary>
    public string? CalledAs { get; private set; }

    public string? Note { get; private set; }

    /// <summary>Depends on water more than others: dialysis, infants, a school.</summary>
    public bool IsPriority { get; private set; }

    /// <summary>A large user with a manager of its own.</summary>
    public bool IsKeyCustomer { get; private set; }

    /// <summary>The zone of the place they came to last and still use: lists ask for it.</summary>
    public Guid? ZoneId { get; private set; }

    public DateTime RecordedAt { get; private set; }

    public DateTime ChangedAt { get; private set; }

    public IReadOnlyList<CustomerPhone> Phones => phones;

    public IReadOnlyList<CustomerEmail> Emails => emails;

    public static Result<Customer> Record(CustomerDetails details, TimeProvider clock)
    {
        var customer = new Customer { Id = Ids.New(clock), RecordedAt = clock.Utc() };
        if (customer.Take(details, clock).Error is { } error) return error;

        customer.Raise(new CustomerRecorded { OccurredAt = clock.Utc(), CustomerId = customer.Id });
        return customer;
    }

    public Result<Customer> Change(CustomerDetails details, TimeProvider clock)
    {
        if (Take(details, clock).Error is { } error) return error;

        Raise(new CustomerChanged { OccurredAt = clock.Utc(), CustomerId = Id });
        return this;
    }

    /// <summary>They moved: where they are now decides in which zone's list they stand.</summary>
    public void Settle(Guid? zone, TimeProvider clock) => (ZoneId, ChangedAt) = (zone, clock.Utc());

    private Result<Customer> Take(CustomerDetails details, TimeProvider clock)
    {
        if (Typed.Line(details.Name) is not { } name) return CustomerErrors.NameMissing.At(nameof(details.Name));
        if (TakePhones(details.Phones, clock).Error is { } badPhone) return badPhone;
        if (TakeEmails(details.Emails, clock).Error is { } badEmail) return badEmail;

        (Kind, Name, FoldedName) = (details.Kind, name, CustomerLimits.CutKey(Folding.Fold(name)));
        SortKey = CustomerLimits.CutKey(Kind is CustomerKind.Person ? Kernel.Search.SortKey.OfName(name) : Kernel.Search.SortKey.OfText(name));
        (FormOfAddress, CalledAs) = (Kind is CustomerKind.Person ? details.FormOfAddress : null, Typed.Line(details.CalledAs));
        (Code, Language, Note) = (Typed.Line(details.Code), details.Language, Typed.Lines(details.Note));
        (IsPriority, IsKeyCustomer, ChangedAt) = (details.IsPriority, details.IsKeyCustomer, clock.Utc());
        return this;
    }

    private Result<Customer> TakePhones(IEnumerable<string> given, TimeProvider clock)
    {
        List<CustomerPhone> kept = [];
        foreach (var typed in given.Select(Typed.Line).OfType<string>())
        {
            if (PhoneNumber.Normalise(typed) is not { } number) return CustomerErrors.NoPhone.With(typed).At(nameof(CustomerDetails.Phones));
            if (kept.Any(p => p.Number == number)) continue;
            kept.Add(phones.Find(p => p.Number == number) ?? new CustomerPhone(Id, number, clock));
            kept[^1].Write(typed, kept.Count);
        }

        if (kept.Count > MostPhones) return CustomerErrors.TooManyPhones.With(MostPhones).At(nameof(CustomerDetails.Phones));
        phones.RemoveAll(p => !kept.Contains(p));
        phones.AddRange(kept.Except(phones));
        return this;
    }

    private Result<Customer> TakeEmails(IEnumerable<string> given, TimeProvider clock)
    {
        List<CustomerEmail> kept = [];
        foreach (var typed in given.Select(Typed.Line).OfType<string>())
        {
            if (!CustomerEmail.LooksRight(typed)) return CustomerErrors.NoEmail.With(typed).At(nameof(CustomerDetails.Emails));
            if (kept.Any(e => e.Is(typed))) continue;
            kept.Add(emails.Find(e => e.Is(typed)) ?? new CustomerEmail(Id, clock));
            kept[^1].Write(typed, kept.Count);
        }

        if (kept.Count > MostEmails) return CustomerErrors.TooManyEmails.With(MostEmails).At(nameof(CustomerDetails.Emails));
        emails.RemoveAll(e => !kept.Contains(e));
        emails.AddRange(kept.Except(emails));
        return this;
    }
}

/// <summary>What a customer is recorded or changed with, as it was typed.</summary>
internal sealed record CustomerDetails
{
    public required CustomerKind Kind { get; init; }
    public required string Name { get; init; }
    public string? Code { get; init; }
    public string? Language { get; init; }
    public string? FormOfAddress { get; init; }
    public string? CalledAs { get; init; }
    public string? Note { get; init; }
    public bool IsPriority { get; init; }
    public bool IsKeyCustomer { get; init; }
    public IReadOnlyList<string> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
}
