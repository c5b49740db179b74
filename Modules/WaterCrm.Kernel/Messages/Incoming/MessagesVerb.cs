using System.Data.Common;
using MediatR;
using WaterCrm.Kernel.Setup;
using WaterCrm.Modularity.Verbs;

namespace WaterCrm.Kernel.Messages.Incoming;

/// <summary><c>messages receive</c>: takes mails that came in, from a mail server or from a folder.</summary>
internal sealed class MessagesVerb(IMediator mediator, DropFolder drop) : IVerb
{
    /// <summary>EX_TEMPFAIL of sysexits: mail servers keep the mail and call again.</summary>
    public const int TryAgain = 75;

    private const string Folder = "--folder";

    public string Name => "messages";

    public string Usage => "messages receive [FILE | -] | --folder FOLDER   takes mails that came in: failures, complaints, answers, new ones";

    public string Help => """
        messages receive [FILE | -]        takes one mail as servers write it (RFC 5322), of a file or from standard input
        messages receive --folder FOLDER   takes each file of the folder; what is taken is moved to FOLDER/done, what is no mail to FOLDER/refused beside its reason.
                                           Files that are younger than two seconds or hidden are left. Where another process is at it, nothing is done

        A mail that is taken again does nothing, so whoever is not sure may bring it twice. One may have 40 MB.
        It ends with 1 when a mail was refused or could not be taken, and with 75 ("try again") when the one mail was not taken because of the database.
        """;

    public string? Wrong(string[] arguments)
    {
        if (arguments is [['-', '-', ..], ..]) return Read(arguments).Wrong ?? "Say what is to be done with messages.";
        if (arguments is not ["receive", .. var rest]) return arguments is [var other, ..] ? $"Nothing called '{other}' can be done with messages." : "Say what is to be done with messages.";
        var given = Read(rest);
        if (given.Wrong is { } wrong) return wrong;
        if (given.Of(Folder) is { } folder) return given.Words.Count > 0 || rest.Contains("-") ? "Name a folder or a mail, not both." : Directory.Exists(folder) ? null : $"There is no folder {folder}.";
        if (given.Words is [var file]) return rest.Contains("-") ? "Name one mail." : File.Exists(file) ? null : $"There is no file {file}.";
        return !rest.Contains("-") && !Console.IsInputRedirected ? "Name a file or a folder, or hand a mail over on standard input." : null;
    }

    public Task<int> RunAsync(string[] arguments, CancellationToken token)
    {
        if (Wrong(arguments) is { } wrong) return Task.FromResult(this.WrongUse(wrong));
        var given = Read(arguments[1..]);
        return given.Of(Folder) is { } folder ? All(folder, token) : One(given.Words.Count > 0 ? given.Words[0] : null, token);
    }

    /// <summary>A lone hyphen is no option but standard input.</summary>
    private static VerbArguments Read(string[] arguments) => VerbArguments.Read(arguments.Where(a => a != "-"), [], [Folder], mostWords: 1);

    private async Task<int> One(string? path, CancellationToken token)
    {
        using var actor = Telling.Operator();
        try
        {
            await using var from = path is null ? Console.OpenStandardInput() : File.OpenRead(path);
            var taken = await mediator.Send(new TakeReceivedMail(await RawBytes.Of(from, token)), CancellationToken.None);
            if (taken.Error is { } error) return Telling.Refused(error) is var code && error == MessageErrors.UnreadableMail ? code : TryAgain;
            Console.WriteLine(taken.Value.IsKnown ? "It was taken before; nothing was done." : Said(taken.Value.Kind));
            return 0;
        }
        catch (Exception failure) when (failure is DbException || failure.InnerException is DbException)
        {
            Console.Error.WriteLine($"It was not taken, try again: {failure.Message}");
            return TryAgain;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Telling.Wrong($"The mail cannot be read: {failure.Message}");
        }
    }

    private async Task<int> All(string folder, CancellationToken token)
    {
        using var actor = Telling.Operator();
        try
        {
            if (await drop.Take(folder, Console.Error.WriteLine, token) is not { } tally)
            {
                Console.WriteLine("Another process is taking the mails of this folder.");
                return 0;
            }

            Console.WriteLine(FormattableString.Invariant($"Taken {tally.Taken}, known before {tally.Known}, refused {tally.Refused}, left for the next time {tally.Failed}."));
            if (tally.Refused > 0) Console.Error.WriteLine($"What was refused, each with its reason: {Path.Combine(folder, "refused")}");
            return tally.Refused + tally.Failed == 0 ? 0 : 1;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Telling.Wrong($"The folder {folder} cannot be used: {failure.Message}");
        }
    }

    private static string Said(MailKind kind) => kind switch
    {
        MailKind.Failure => "Taken: a mail of ours was not delivered.",
        MailKind.Delivery => "Taken: a mail of ours was delivered.",
        MailKind.Complaint => "Taken: somebody called a mail of ours unwanted.",
        MailKind.Unsubscription => "Taken: somebody wants no more news.",
        MailKind.Automatic => "Taken: a program wrote it. It is not answered.",
        MailKind.Spam => "Taken: it is marked as unwanted, and nobody is told.",
        MailKind.Reply => "Taken: an answer to a message of ours.",
        _ => "Taken: a new mail.",
    };
}
