using System.Text.Json;
using System.Text.Json.Nodes;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.People.Features;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Settings;
using WaterCrm.Kernel.Settings.Features;

namespace WaterCrm.Kernel.Recipes;

/// <summary><c>{ "name": "settings", "utility": { "Name": "..." } }</c>: settings by group; what is not named stays.</summary>
internal sealed class SettingsStep(IEnumerable<SettingsDefinition> groups, SettingsForms forms) : IRecipeStep
{
    public string Name => "settings";

    public RecipeWork Read(DefinitionObject step)
    {
        List<(SettingsDefinition Group, JsonObject Values)> sets = [];
        foreach (var group in groups)
        {
            if (step.Object(group.Key) is not { } said) continue;
            var values = new JsonObject();
            foreach (var field in group.Fields)
                if (said.Raw(field.Name) is { } value) values[field.Name] = JsonNode.Parse(value.GetRawText());
            said.NothingElse();
            if (Filled(group, group.Shipped(), values) is not { } filled) step.Refuse(group.Key, "One of these values is of the wrong kind.");
            else foreach (var problem in forms.Read(group, filled).Problems) said.Refuse(problem.Field, problem.Message, problem.Args);
            sets.Add((group, values));
        }

        return async (run, token) =>
        {
            foreach (var (group, values) in sets)
            {
                var now = await run.Mediator.Send(new ShowSettings(group.Key), token);
                if ((await run.Mediator.Send(new ChangeSettings(Filled(group, now!.Value, values)!, now.Version), token)).Error is { } refused) return refused;
            }
            return null;
        };
    }

    private static object? Filled(SettingsDefinition group, object now, JsonObject values)
    {
        try
        {
            var json = JsonNode.Parse(group.ToJson(now))!.AsObject();
            foreach (var (name, value) in values) json[name] = value?.DeepClone();
            return group.Parse(json.ToJsonString());
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary><c>{ "name": "roles", "roles": [ { "name": "Meter readers", "permissions": [ "Customers.View" ] } ] }</c>: roles of the utility's own.</summary>
internal sealed class RolesStep(PermissionBook book) : IRecipeStep
{
    public string Name => "roles";

    public RecipeWork Read(DefinitionObject step)
    {
        List<(string Name, IReadOnlyList<string> Permissions, string Place)> roles = [];
        foreach (var role in step.Objects("roles"))
        {
            var (name, permissions) = (role.Text("name", required: true, maxLength: 100), role.Texts("permissions"));
            role.NothingElse();
            if (name is not null) roles.Add((name, permissions, role.Path));
        }

        return async (run, token) =>
        {
            var known = (await book.All()).Select(p => p.Name).ToHashSet();
            foreach (var (name, permissions, place) in roles)
            {
                if (permissions.FirstOrDefault(p => !known.Contains(p)) is { } unknown)
                    return RecipeErrors.Invalid with { Fields = [new FieldError(place, "The permission '{0}' is not known.") { Args = [unknown] }] };
                if (await Id(run, name, token) is not { } role)
                {
                    if ((await run.Mediator.Send(new MakeRole(name, null), token)).Error is { } refused) return refused;
                    role = (await Id(run, name, token))!.Value;
                }
                var shown = (await run.Mediator.Send(new ShowRole(role), token))!;
                if ((await run.Mediator.Send(new ChangeRole(role, shown.Version, [.. permissions], shown.DemandsSecondFactor), token)).Error is { } error) return error;
            }
            return null;
        };
    }

    private static async Task<Guid?> Id(RecipeRun run, string name, CancellationToken token) =>
        (await run.Mediator.Send(new ListRoles(), token)).Where(r => r.Name == name).Select(r => (Guid?)r.Id).FirstOrDefault();
}

/// <summary><c>{ "name": "people", "people": [ { "name": "...", "signInName": "...", "roles": [ "Care staff" ] } ] }</c>; each gets a link for a password.</summary>
internal sealed class PeopleStep : IRecipeStep
{
    public string Name => "people";

    public RecipeWork Read(DefinitionObject step)
    {
        List<(string Name, string SignIn, IReadOnlyList<string> Roles, string Place)> people = [];
        foreach (var person in step.Objects("people"))
        {
            var (name, signIn, roles) = (person.Text("name", required: true), person.Text("signInName", required: true), person.Texts("roles"));
            person.NothingElse();
            if (name is not null && signIn is not null) people.Add((name, signIn, roles, person.Path));
        }

        return async (run, token) =>
        {
            var known = (await run.Mediator.Send(new ListRoles(), token)).ToDictionary(r => r.Name, r => r.Id);
            foreach (var (name, signIn, roles, place) in people)
            {
                if (roles.FirstOrDefault(r => !known.ContainsKey(r)) is { } unknown)
                    return RecipeErrors.Invalid with { Fields = [new FieldError(place, "The role '{0}' is not known.") { Args = [unknown] }] };

                var added = await run.Mediator.Send(new AddPerson(name, signIn, null, [.. roles.Select(r => known[r])]), token);
                if (added.Error is { } refused) return refused;
                run.Remember("person", signIn, added.Value);
                var link = await run.Mediator.Send(new MakePasswordLink(added.Value), token);
                if (link.Error is { } error) return error;
                run.Hand(new HandedLink(name, signIn, roles, link.Value.Token, link.Value.ExpiresAt));
            }
            return null;
        };
    }
}
