using System.Collections.Frozen;

namespace WaterCrm.Kernel.People;

/// <summary>
/// Passwords of twelve characters and more that are tried first: rows of keys, counting, and words with a number behind.
/// Shorter ones are refused anyway. Repetitions ("abcabcabcabc") are recognised, not listed.
/// </summary>
internal static class CommonPasswords
{
    private static readonly FrozenSet<string> Known = """
        123456789012 1234567890123 12345678901234 123456789123 1234567891011 0123456789012 098765432109 987654321098 112233445566 111222333444
        qwertyuiop12 qwertyuiop123 qwertyuiopasdf qwertyuiopasdfgh qwerty123456 qwerty1234567 qwerty12345678 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6 q1w2e3r4t5y6u7
        zaq12wsxcde3 asdfghjkl123 asdfghjklqwe zxcvbnm12345 abcdefghijkl abcdefghijklm abcd12345678 abc123456789 a12345678910 a1b2c3d4e5f6 aa1234567890
        password1234 password12345 password123456 passwordpassword password2024 password2025 password2026 passw0rd1234 p@ssw0rd1234 p@ssword1234 mypassword123 mypassword1
        iloveyou1234 iloveyou12345 iloveyouforever letmein12345 letmein123456 welcome12345 welcome123456 welcome2024 welcome2025 welcome2026 administrator administrator1 administrator123
        admin1234567 admin12345678 admin123456789 adminadmin123 root12345678 changeme1234 changemenow1 superman1234 football1234 baseball1234 princess1234 sunshine1234 dragon123456 monkey123456
        master123456 michael12345 charlie12345 trustno1trustno1 correcthorsebatterystaple thisismypassword nopassword12 watercrm1234 watercrm2026 waterwater12 company12345 customercare
        matkhau12345 matkhau123456 matkhau1234567 anhyeuem1234 anhyeuem12345 emyeuanh1234 yeuemnhieu123 vietnam12345 vietnam123456 hanoi1234567 saigon123456 khongbiet123
        woaini123456 woaini1314520 woaini5201314 wojiushiwo123 qq1234567890 zxc123456789 asd123456789 1314520131452 5201314520131 88888888888888
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static bool Contains(string password) => Known.Contains(password) || Repeats(password);

    /// <summary>The same one to four characters again and again.</summary>
    private static bool Repeats(string password) =>
        Enumerable.Range(1, 4).Any(length => Enumerable.Range(length, Math.Max(0, password.Length - length)).All(i => password[i] == password[i - length]));
}
