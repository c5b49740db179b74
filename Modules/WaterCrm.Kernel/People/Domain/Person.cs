using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Data;
using WaterCrm.Kernel.Texts;

namespace WaterCrm.Kernel.People.Domain;

/// <summary>Somebody who works with the system.</summary>
internal sealed class Person : Entity
{
    private readonly List<PersonRole> roles = [];

    private Person()
    {
    }

    public Person(Guid id, string signInName, string name, string? email, DateTime now)
    {
        (Id, SignInName, SignInKey, Name, NameKey, Email, CreatedAt) =
            (id, signInName.Trim(), KeyOf(signInName), name.Trim(), NameKeys.Of(name), string.IsNullOrWhiteSpace(email) ? null : email.Trim(), now);
    }

    public string SignInName { get; private set; } = "";

    /// <summary>The sign-in name as it is compared: "Hoa" and "HOA" are the same person.</summary>
    public string SignInKey { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Sorts the name as people look for it.</summary>
    public string NameKey { get; private set; } = "";

    public string? Email { get; private set; }

    /// <summary>Null until the person has chosen a password; nobody can sign in with that.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Every session carries it. A new one ends all sessions.</summary>
    public string SecurityStamp { get; private set; } = NewStamp();

    public bool IsActive { get; private set; } = true;

    public int FailedSignIns { get; private set; }

    public DateTime? LockedUntil { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime? LastSignedInAt { get; private set; }

    public IReadOnlyList<PersonRole> Roles => roles;

    public static string KeyOf(string signInName) => NameKeys.Clean(signInName).Trim().InForm(NormalizationForm.FormKC).ToUpperInvariant();

    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        (FailedSignIns, LockedUntil) = (0, null);
        SecurityStamp = NewStamp();
    }

    public void TakeRoles(IReadOnlyCollection<Guid> chosen)
    {
        roles.RemoveAll(r => !chosen.Contains(r.RoleId));
        roles.AddRange(chosen.Except(roles.Select(r => r.RoleId)).Select(role => new PersonRole { PersonId = Id, RoleId = role }).ToList());
    }

    public void Deactivate() => (IsActive, SecurityStamp) = (false, NewStamp());

    public void Activate() => IsActive = true;

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}

/// <summary>A role that a person has.</summary>
internal sealed class PersonRole
{
    public Guid PersonId { get; init; }
    public Guid RoleId { get; init; }
}
