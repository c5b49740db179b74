using WaterCrm.Customers.Features;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Customers.RecipeSteps;

/// <summary><c>{ "name": "zones", "zones": [ { "code": "Z1", "title": { "en": "...", "vi": "..." } } ] }</c></summary>
internal sealed class ZonesStep : IRecipeStep
{
    public string Name => "zones";

    public RecipeWork Read(DefinitionObject step)
    {
        List<RecordZone> zones = [];
        foreach (var zone in step.Objects("zones"))
        {
            var (code, title) = (zone.Text("code", required: true), zone.Words("title", required: true));
            zone.NothingElse();
            if (code is not null && title is not null) zones.Add(new RecordZone { Code = code, NameEn = title.Words["en"], NameVi = In(title, "vi"), NameZh = In(title, "zh-Hans") });
        }

        return async (run, token) =>
        {
            foreach (var zone in zones)
            {
                var recorded = await run.Mediator.Send(zone, token);
                if (recorded.Error is { } refused) return refused;
                run.Remember("zone", zone.Code, recorded.Value);
            }
            return null;
        };
    }

    private static string? In(LocalText text, string language) => text.Words.GetValueOrDefault(language);
}

/// <summary><c>{ "name": "customers", "customers": [ { "code": "KH-1", "title": "...", "address-as": "ong", "called": "...", "phones": [ ], "address": "...", "zone": "Z1" } ] }</c></summary>
internal sealed class CustomersStep : IRecipeStep
{
    public string Name => "customers";

    public RecipeWork Read(DefinitionObject step)
    {
        List<(RecordCustomer Customer, string? Zone)> customers = [];
        foreach (var said in step.Objects("customers"))
        {
            var kind = CustomerKind.Person;
            if (said.Text("kind") is { } text && !Enum.TryParse(text, ignoreCase: true, out kind)) said.Refuse("kind", "A customer is one of: {0}.", string.Join(", ", Enum.GetNames<CustomerKind>()));
            var customer = new RecordCustomer
            {
                Kind = kind, Name = said.Text("title", required: true) ?? "", Code = said.Text("code"), Language = said.Text("language"), FormOfAddress = said.Text("address-as"), CalledAs = said.Text("called"), Note = said.Text("note"), IsPriority = said.Flag("priority"),
                IsKeyCustomer = said.Flag("key"), Phones = said.Texts("phones"), Emails = said.Texts("emails"), Address = said.Text("address"),
            };
            customers.Add((customer, said.Text("zone")));
            said.NothingElse();
        }

        return async (run, token) =>
        {
            foreach (var (customer, zone) in customers)
            {
                var recorded = await run.Mediator.Send(customer with { ZoneId = run.Find("zone", zone) }, token);
                if (recorded.Error is { } refused) return refused;
                if (customer.Code is { } code) run.Remember("customer", code, recorded.Value);
            }
            return null;
        };
    }
}
