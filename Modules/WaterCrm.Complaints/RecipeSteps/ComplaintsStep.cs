using Microsoft.Extensions.Primitives;
using WaterCrm.Complaints.Data;
using WaterCrm.Complaints.Features;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Recipes;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;
using WaterCrm.Sops.Features;

namespace WaterCrm.Complaints.RecipeSteps;

/// <summary>
/// <c>{ "name": "complaints", "complaints": [ { "kind": "leak", "place": "...", "text": "...", "customer": "KH-1", "answers": [ { "by": "hoa", "as": "Care staff", "outcome": "ours", "fields": { } } ] } ] }</c>:
/// recorded and worked on by the same commands as at the desk, so that their cases are real ones.
/// </summary>
internal sealed class ComplaintsStep : IRecipeStep
{
    private sealed record Answer(string? By, string As, string Outcome, Dictionary<string, StringValues> Fields, string? Comment);

    public string Name => "complaints";

    public RecipeWork Read(DefinitionObject step)
    {
        List<(RecordComplaint Report, string? Customer, List<Answer> Answers, string Place)> complaints = [];
        foreach (var said in step.Objects("complaints"))
        {
            var channel = Channel.Web;
            if (said.Text("channel") is { } text && !Enum.TryParse(text, ignoreCase: true, out channel)) said.Refuse("channel", "A complaint comes by one of: {0}.", string.Join(", ", Enum.GetNames<Channel>()));
            var report = new RecordComplaint
            {
                Form = FormKey.New(), Channel = channel, Kind = said.Text("kind", required: true) ?? "", Place = said.Text("place", required: true) ?? "", Text = said.Text("text", maxLength: 4000) ?? "",
                Zone = said.Text("zone"), ContactName = said.Text("contactName"), ContactPhone = said.Text("contactPhone"), Language = said.Text("language") ?? "en",
            };
            complaints.Add((report, said.Text("customer"), [.. said.Objects("answers").Select(Read1)], said.Path));
            said.NothingElse();
        }

        return async (run, token) =>
        {
            foreach (var (report, customer, answers, place) in complaints)
            {
                if (customer is not null && run.Find("customer", customer) is null)
                    return RecipeErrors.Invalid with { Fields = [new FieldError(place, "The customer '{0}' is not in this recipe.") { Args = [customer] }] };
                var recorded = await run.Mediator.Send(report with { CustomerId = run.Find("customer", customer) }, token);
                if (recorded.Error is { } refused) return Placed(refused, place);
                foreach (var answer in answers)
                    if (await Give(run, recorded.Value.Id, answer, token) is { } wrong) return Placed(wrong, $"{place}.{answer.Outcome}");
            }
            return null;
        };
    }

    private static Error Placed(Error error, string place) =>
        error.Fields.Count == 0 ? error.At(place) : error with { Fields = [.. error.Fields.Select(f => f with { Field = $"{place}.{f.Field}" })] };

    private static Answer Read1(DefinitionObject said)
    {
        Dictionary<string, StringValues> fields = [];
        if (said.Raw("fields") is { ValueKind: System.Text.Json.JsonValueKind.Object } given)
            foreach (var field in given.EnumerateObject()) fields[field.Name] = field.Value.ToString();
        var answer = new Answer(said.Text("by"), said.Text("as", required: true) ?? "", said.Text("outcome", required: true) ?? "", fields, said.Text("comment", maxLength: 4000));
        said.NothingElse();
        return answer;
    }

    private static async Task<Error?> Give(RecipeRun run, Guid complaint, Answer answer, CancellationToken token)
    {
        using var actor = ActingAs.Person(run.Find("person", answer.By) ?? Guid.Empty, answer.By ?? answer.As, [answer.As]);
        if (await run.Mediator.Send(new ShowCase(ComplaintSubject.KindName, complaint), token) is not { Current: { } task }) return KernelErrors.NotFound;
        return (await run.Mediator.Send(new AnswerTask { TaskId = task.TaskId, Outcome = answer.Outcome, Fields = answer.Fields, Comment = answer.Comment }, token)).Error;
    }
}
