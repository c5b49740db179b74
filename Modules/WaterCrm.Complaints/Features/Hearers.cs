using MediatR;
using WaterCrm.Customers;
using WaterCrm.Customers.Addressing;
using WaterCrm.Customers.Features;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.Features;

/// <summary>Whom a complaint's answers go to, and how they are addressed: in the language of the report, which stays what it was.</summary>
public sealed class Hearers(IMediator mediator, FormsOfAddress forms)
{
    public async Task<Listener> Of(string language, Guid? customer, string? contact, CancellationToken token)
    {
        var who = await Addressee(customer, contact, token);
        return new Listener(language, forms.Greeting(who, language));
    }

    /// <summary>Who reports for a customer may be somebody else: then the name that was left is the one to speak with.</summary>
    private async Task<Addressee?> Addressee(Guid? customer, string? contact, CancellationToken token)
    {
        var known = customer is { } id ? (await mediator.Send(new NamesOf([id]), token)).GetValueOrDefault(id) : null;
        return contact is null || contact == known?.Name ? known?.Addressee : new Addressee(contact, CustomerKind.Person);
    }
}
