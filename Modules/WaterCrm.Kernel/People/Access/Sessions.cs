using Microsoft.AspNetCore.Identity;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Begins and ends the session of the browser at hand.</summary>
public interface ISessions
{
    Task Begin(Guid person);

    Task End();
}

internal sealed class Sessions(UserManager<Person> people, SignInManager<Person> door) : ISessions
{
    public async Task Begin(Guid person)
    {
        if (await people.FindByIdAsync(person.ToString()) is { } found) await door.SignInAsync(found, isPersistent: false);
    }

    public Task End() => door.SignOutAsync();
}
