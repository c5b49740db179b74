using WaterCrm.Kernel.Files;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;

namespace WaterCrm.Complaints.Features;

/// <summary>Takes the pictures of a report in before its transaction: by what they contain, not by what they are called. One that cannot be taken refuses the whole.</summary>
internal sealed class PhotoIntake(FileStore files, UploadSettings uploads) : IPrepare<RecordComplaint>
{
    public const string Field = "Photos";

    private readonly UploadRules rules = UploadRules.Photos(uploads);

    public async Task<Result<RecordComplaint>> Prepare(RecordComplaint command, CancellationToken token)
    {
        List<StoredFile> taken = [];
        foreach (var sent in command.Sent)
        {
            await using var content = sent.Open();
            var received = await files.Receive(content, sent.Name, rules, token);
            if (received.Error is { } error) return error with { Fields = [new FieldError(Field, error.Message) { Args = error.Args }] };
            taken.Add(received.Value);
        }

        return command with { Photos = taken, Sent = [] };
    }
}
