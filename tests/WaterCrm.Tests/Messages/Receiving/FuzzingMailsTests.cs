using System.Text;
using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

public sealed class FuzzingMailsTests
{
    private static readonly byte[][] Pieces =
    [
        .. new[] { "\n\n", "\r\n", "--", "=?utf-8?B?", "?=", "=?gb2312?Q?=", "\0", "\xFF\xFE", "Content-Type: multipart/mixed; boundary=b\n\n--b\n", "Content-Transfer-Encoding: base64\n", "charset=utf-16", "charset=hz-gb-2312",
            "charset=iso-2022-jp", "message/rfc822", "message/delivery-status", "filename*0*=utf-8''%", "<", ">", "\"", "@", "5.1.1", ": ", "=", "=3D", "\u001b$B", "Final-Recipient: rfc822;@\n" }.Select(Encoding.Latin1.GetBytes),
    ];

    [Fact]
    public void Nothing_but_a_refusal_in_words_comes_out_of_damaged_mails() => Fuzz(seed: 20260105, mails: 3_000);

    [Fact, Trait("Category", "Long")]
    public void Nothing_but_a_refusal_in_words_comes_out_of_many_more_damaged_mails() => Fuzz(seed: 5, mails: 200_000);

    private static void Fuzz(int seed, int mails)
    {
        var samples = RealBounces.Files.Select(File.ReadAllBytes).ToList();
        var chance = new Random(seed);
        var refused = 0;
        for (var i = 0; i < mails; i++)
        {
            var damaged = Damaged([.. samples[chance.Next(samples.Count)]], samples, chance);
            try
            {
                HostileMailsTests.ReadAll(MailReader.Read(damaged));
            }
            catch (UnreadableMailException)
            {
                refused++;
            }
            catch (Exception unexpected)
            {
                Assert.Fail($"Mail {i} of seed {seed}: {unexpected}\n{Encoding.Latin1.GetString(damaged)}");
            }
        }

        Assert.True(refused < mails / 2, "Most mails were refused: nothing was tried.");
    }

    private static byte[] Damaged(List<byte> mail, List<byte[]> samples, Random chance)
    {
        for (var blows = chance.Next(1, 8); blows > 0 && mail.Count > 0; blows--)
        {
            var at = chance.Next(mail.Count);
            switch (chance.Next(6))
            {
                case 0: mail[at] = (byte)chance.Next(256); break;
                case 1: mail.RemoveRange(at, Math.Min(chance.Next(1, 200), mail.Count - at)); break;
                case 2: mail.InsertRange(at, Pieces[chance.Next(Pieces.Length)]); break;
                case 3: mail.InsertRange(at, mail.GetRange(at, Math.Min(chance.Next(1, 2_000), mail.Count - at))); break;
                case 4: mail.RemoveRange(at, mail.Count - at); break;
                default: mail.InsertRange(at, samples[chance.Next(samples.Count)].Take(5_000)); break;
            }
        }

        return [.. mail];
    }
}
