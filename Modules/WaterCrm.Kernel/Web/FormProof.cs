using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using WaterCrm.Kernel.Data;

namespace WaterCrm.Kernel.Web;

/// <summary>What the hidden field of a form says about it.</summary>
/// <param name="Key">The form's number; null where the field is missing, changed or another's.</param>
/// <param name="Age">How long ago the form was handed out.</param>
public sealed record ProvenForm(FormKey? Key, TimeSpan Age)
{
    /// <summary>A day is long enough to look for a bill; an older form is handed out anew with everything in it.</summary>
    public bool IsUsable => Key is not null && Age <= TimeSpan.FromDays(1);

    /// <summary>Nobody reads the page, chooses and types in less than two seconds.</summary>
    public bool IsByProgram => Age < TimeSpan.FromSeconds(2);
}

/// <summary>
/// Seals a number and the hour into each form that is handed out. It makes the form count once, and shows that it was fetched from us before it was sent.
/// </summary>
public sealed class FormProof(IDataProtectionProvider protection, TimeProvider clock)
{
    private const int Sealed = FormKey.Length + sizeof(long);
    private readonly IDataProtector protector = protection.CreateProtector("WaterCrm.Form");

    public string HandOut()
    {
        var content = new byte[Sealed];
        FormKey.New().ToBytes().CopyTo(content, 0);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(FormKey.Length), clock.Utc().Ticks);
        return Base64Url.EncodeToString(protector.Protect(content));
    }

    public ProvenForm Read(string? field)
    {
        if (field is null or { Length: > 500 } || !Base64Url.IsValid(field)) return new ProvenForm(null, TimeSpan.MaxValue);
        try
        {
            var content = protector.Unprotect(Base64Url.DecodeFromChars(field));
            var handedOut = new DateTime(BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(FormKey.Length)), DateTimeKind.Utc);
            return new ProvenForm(new FormKey(content.AsSpan(0, FormKey.Length)), clock.Utc() - handedOut);
        }
        catch (CryptographicException)
        {
            return new ProvenForm(null, TimeSpan.MaxValue);
        }
    }
}
