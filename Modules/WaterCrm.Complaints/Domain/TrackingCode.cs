using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Complaints.Domain;

/// <summary>
/// What opens the tracking page of one complaint: 80 random bits in Crockford's base 32, which has no letters that look alike.
/// The database holds only its hash, so that whoever reads the tables cannot open anybody's page.
/// </summary>
internal sealed record TrackingCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Letters = 16;

    private TrackingCode(string letters) => (Written, Hash) = (
        string.Join('-', letters.Chunk(4).Select(group => new string(group))), SHA256.HashData(Encoding.UTF8.GetBytes("track:" + letters)));

    /// <summary>As people copy it: four groups of four.</summary>
    public string Written { get; }

    public byte[] Hash { get; }

    /// <summary>
    /// The code that belongs to a form. Whoever sends the same form again, because the answer was lost on the way, is given the same code,
    /// though nobody has kept it.
    /// </summary>
    public static TrackingCode Of(FormKey form)
    {
        Span<char> letters = stackalloc char[Letters];
        var bits = form.Derive("code");
        for (var i = 0; i < Letters; i++)
        {
            var bit = i * 5;
            var window = (bits[bit / 8] << 8) | bits[(bit / 8) + 1];
            letters[i] = Alphabet[(window >> (11 - (bit % 8))) & 31];
        }

        return new TrackingCode(new string(letters));
    }

    /// <summary>What somebody typed. Anything is turned into a code: one that cannot exist is looked up like one that does not, and takes as long.</summary>
    public static TrackingCode Typed(string? typed)
    {
        var letters = new StringBuilder(Letters);
        foreach (var typedLetter in typed.AsSpan(0, Math.Min(typed?.Length ?? 0, 64)))
        {
            var letter = char.ToUpperInvariant(typedLetter) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
            if (Alphabet.Contains(letter)) letters.Append(letter);
        }

        return new TrackingCode(letters.ToString());
    }

    public override string ToString() => "(tracking code)";   // never in a log
}
