using WaterCrm.Kernel.Results;

namespace WaterCrm.Customers.Domain;

internal static class CustomerErrors
{
    public static readonly Error NotFound = new("customers.not-found", "This customer does not exist or is no longer there.", 404);
    public static readonly Error NameMissing = new("customers.name-missing", "Write the customer's name.");
    public static readonly Error CodeTaken = new("customers.code-taken", "Another customer has this account number: {0}.");
    public static readonly Error NoPhone = new("customers.no-phone", "“{0}” is no telephone number. Write digits, such as 0912 345 678.");
    public static readonly Error TooManyPhones = new("customers.too-many-phones", "Keep at most {0} telephone numbers.");
    public static readonly Error NoEmail = new("customers.no-email", "“{0}” is no e-mail address. Write it as name@example.com.");
    public static readonly Error TooManyEmails = new("customers.too-many-emails", "Keep at most {0} e-mail addresses.");
    public static readonly Error FormsOfAddressInvalid = new("customers.forms-of-address-invalid", "The forms of address cannot be used: their file has errors.");
    public static readonly Error AddressMissing = new("customers.address-missing", "Write the address.");
    public static readonly Error ZoneUnknown = new("customers.zone-unknown", "This zone does not exist. Choose one from the list.");
    public static readonly Error PremisesUnknown = new("customers.premises-unknown", "These premises do not exist or are no longer there.", 404);
    public static readonly Error AlreadyMovedIn = new("customers.already-moved-in", "The customer uses these premises already.");
    public static readonly Error AlreadyMovedOut = new("customers.already-moved-out", "The customer has left these premises already.");
    public static readonly Error MovedOutBeforeIn = new("customers.moved-out-before-in", "The last day cannot be before the first.");
    public static readonly Error ZoneNotFound = new("customers.zone-not-found", "This zone does not exist or is no longer there.", 404);
    public static readonly Error ZoneCodeMissing = new("customers.zone-code-missing", "Write the zone's code.");
    public static readonly Error ZoneNameMissing = new("customers.zone-name-missing", "Write the zone's name in English.");
    public static readonly Error ZoneCodeTaken = new("customers.zone-code-taken", "Another zone has this code: {0}.");
    public static readonly Error SummaryMissing = new("customers.summary-missing", "Write in a sentence what it was about.");
    public static readonly Error InteractionAboutNobody = new("customers.interaction-about-nobody", "Say which customer the contact was with.");
    public static readonly Error InteractionInFuture = new("customers.interaction-in-future", "The contact cannot have been in the future.");
}
