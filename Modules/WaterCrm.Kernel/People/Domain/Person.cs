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

    /// <summary>The language of the screens this person has chosen; null where it is the browser's.</summary>
    public string? Language { get; private set; }

    /// <summary>Null until the person has chosen a password; nobody can sign in with that.</summary>
    public string? PasswordHash { get; private set; }

    /// <summary>Every session carries it. A new one ends all sessions.</summary>
    public string SecurityStamp { get; private set; } = NewStamp();

    public bool IsActive { get; private set; } = true;

    public DateTime CreatedAt { get; private set; }

    public DateTime? LastSignedInAt { get; private set; }

    /// <summary>Until then this account may look and change nothing; afterwards it is closed. Null for everybody who works here.</summary>
    public DateTime? ReadOnlyUntil { get; private set; }

    /// <summary>The key shared with the person's authenticator app, encrypted; null where there is no second factor.</summary>
    public string? SecondFactor { get; private set; }

    public DateTime? SecondFactorSince { get; private set; }

    /// <summary>The half minute of the last code that was taken. No code of it or from before is taken again.</summary>
    public long LastCodeStep { get; private set; }

    public int FailedCodes { get; private set; }

    public DateTime? CodesLockedUntil { get; private set; }

    /// <summary>When an administrator took the second factor away; the person is told at the next sign-in.</summary>
    public DateTime? SecondFactorResetAt { get; private set; }

    public IReadOnlyList<PersonRole> Roles => roles;

    public static string KeyOf(string signInName) => NameKeys.Clean(signInName).Trim().InForm(NormalizationForm.FormKC).ToUpperInvariant();

    public void Speak(string language) => Language = language;

    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        SecurityStamp = NewStamp();
    }

    public void TakeRoles(IReadOnlyCollection<Guid> chosen)
    {
        roles.RemoveAll(r => !chosen.Contains(r.RoleId));
        roles.AddRange(chosen.Except(roles.Select(r => r.RoleId)).Select(role => new PersonRole { PersonId = Id, RoleId = role }).ToList());
    }

    public void Deactivate() => (IsActive, SecurityStamp) = (false, NewStamp());

    public void SetUpSecondFactor(string secret, long step, DateTime now)
    {
        (SecondFactor, SecondFactorSince, LastCodeStep) = (secret, now, step);
        (FailedCodes, CodesLockedUntil, SecondFactorResetAt) = (0, null, null);
    }

    public void TurnOffSecondFactor() => (SecondFactor, SecondFactorSince, FailedCodes, CodesLockedUntil) = (null, null, 0, null);

    /// <summary>Somebody else turns it off, because a telephone was lost.</summary>
    public void ResetSecondFactor(DateTime now)
    {
        TurnOffSecondFactor();
        SecondFactorResetAt = now;
    }

    /// <param name="until">End of the account that only looks; null makes it one that works.</param>
    public void LookOnly(DateTime? until) => (ReadOnlyUntil, SecurityStamp) = (until, NewStamp());

    public void Activate() => IsActive = true;

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}

/// <summary>A role that a person has.</summary>
internal sealed class PersonRole
{
    public Guid PersonId { get; init; }
    public Guid RoleId { get; init; }
}
