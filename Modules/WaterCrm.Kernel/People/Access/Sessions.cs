using Microsoft.AspNetCore.Identity;
using WaterCrm.Kernel.People.Domain;

namespace WaterCrm.Kernel.People.Access;

/// <summary>Begins and ends the session of the browser at hand.</summary>
public interface ISessions
{
    /// <summary>What we know of the browser before anybody has signed in.</summary>
    SignInFrom From { get; }

    Task Begin(Guid person);

    Task End();
}

internal sealed class Sessions(UserManager<Person> people, SignInManager<Person> door, KnownDevices devices) : ISessions
{
    public SignInFrom From => devices.Read(door.Context);

    public async Task Begin(Guid person)
    {
        if (await people.FindByIdAsync(person.ToString()) is not { } found) return;
        await door.SignInAsync(found, isPersistent: false);
        devices.Remember(door.Context, person);
    }

    public Task End() => door.SignOutAsync();
}
