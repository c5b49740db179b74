using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using WaterCrm.Kernel.Messages.Receiving;

namespace WaterCrm.Tests.Messages.Receiving;

/// <summary>Real delivery failures with what they mean, by the file beside them. The rules were written looking at two thirds of the files;
/// the last third (<see cref="Row.IsHeldOut"/>) shows what they are worth on mails nobody looked at.</summary>
internal static class RealBounces
{
    private static readonly Dictionary<string, FailureReason[]> Reasons = new()
    {
        ["userunknown"] = [FailureReason.UserUnknown], ["hostunknown"] = [FailureReason.HostUnknown], ["hasmoved"] = [FailureReason.HasMoved],
        ["notaccept"] = [FailureReason.NotAccepting], ["mailboxfull"] = [FailureReason.MailboxFull], ["suspend"] = [FailureReason.Suspended],
        ["mesgtoobig"] = [FailureReason.TooBig], ["exceedlimit"] = [FailureReason.TooBig], ["blocked"] = [FailureReason.Blocked],
        ["badreputation"] = [FailureReason.Blocked], ["spamdetected"] = [FailureReason.Spam], ["virusdetected"] = [FailureReason.Virus],
        ["authfailure"] = [FailureReason.AuthenticationFailed], ["requireptr"] = [FailureReason.NoReverseName], ["rejected"] = [FailureReason.SenderRejected],
        ["norelaying"] = [FailureReason.NoRelaying], ["policyviolation"] = [FailureReason.Policy], ["securityerror"] = [FailureReason.Policy],
        ["contenterror"] = [FailureReason.Content], ["notcompliantrfc"] = [FailureReason.Content, FailureReason.ProtocolProblem],
        ["filtered"] = [FailureReason.Filtered], ["toomanyconn"] = [FailureReason.TooMany], ["systemerror"] = [FailureReason.ServerProblem],
        ["mailererror"] = [FailureReason.MailboxProgram], ["networkerror"] = [FailureReason.NetworkProblem], ["expired"] = [FailureReason.Expired],
        ["syntaxerror"] = [FailureReason.ProtocolProblem], ["undefined"] = [FailureReason.Undetermined], ["onhold"] = [FailureReason.Undetermined],
        ["delivered"] = [FailureReason.None],
    };

    public static string Folder => Infrastructure.SharedData.Folder("bounces");

    public static IReadOnlyList<string> Files => [.. Directory.GetFiles(Folder, "*.eml").Order(StringComparer.Ordinal)];

    public static ReceivedMail Mail(string file) => MailReader.Read(File.ReadAllBytes(Path.Combine(Folder, file)));

    public static IReadOnlyList<Row> Rows()
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "expected.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c.Length == 5);
        return [.. lines.GroupBy(c => c[0]).SelectMany(g => Compared(g.Key, [.. g]))];
    }

    private static IEnumerable<Row> Compared(string file, string[][] expected)
    {
        var reports = DeliveryReportReader.Read(Mail(file));
        return expected.Select((cells, i) => new Row(file, cells[1], cells[2], cells[3], cells[4] == "1", reports.ElementAtOrDefault(i)));
    }

    internal sealed record Row(string File, string Status, string ReplyCode, string Reason, bool IsHard, DeliveryReport? Report)
    {
        public bool IsHeldOut => SHA256.HashData(Encoding.ASCII.GetBytes(File))[0] % 3 == 0;

        public bool IsRight => (Report?.IsHard ?? false) == IsHard;

        /// <summary>Null where the file says what no mail can: numbers of its authors' own from x.0.900 on.</summary>
        public bool? HasStatus => Status.Length == 0 || int.Parse(Status.Split('.')[2], CultureInfo.InvariantCulture) is >= 900 and < 1000 ? null : Report?.Status == Status;

        public bool? HasReplyCode => ReplyCode.Length == 0 ? null : Report?.ReplyCode?.ToString(CultureInfo.InvariantCulture) == ReplyCode;

        public bool? HasReason => Reason == "vacation" ? Report is null : Report is not null && Reasons[Reason].Contains(Report.Reason);

        public override string ToString() =>
            $"{File}: expected {(IsHard ? "hard" : "soft")} {Reason} {Status} {ReplyCode}, was {(Report is null ? "no report" : $"{(Report.IsHard ? "hard" : "soft")} {Report.Reason} {Report.Status} {Report.ReplyCode} \"{Report.Diagnostic}\"")}";
    }
}
