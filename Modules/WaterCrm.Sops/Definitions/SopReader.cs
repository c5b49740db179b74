using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WaterCrm.Kernel.Calendars;
using WaterCrm.Kernel.Definitions;
using WaterCrm.Kernel.Forms;
using WaterCrm.Kernel.Results;
using WaterCrm.Sops.Domain;

namespace WaterCrm.Sops.Definitions;

/// <summary>Reads a procedure's JSON. Everything wrong in it is named at its place.</summary>
internal sealed partial class SopReader
{
    private const int MaxSteps = 100;

    private readonly HashSet<string> roles = [];
    private readonly HashSet<string> varieties = [];
    private readonly HashSet<string> stages = [];
    private readonly ICollection<FieldError> problems;
    private string calendar = "office";

    private SopReader(ICollection<FieldError> problems) => this.problems = problems;

    public static Result<SopDefinition> Parse(string json) => DefinitionDocument.Read(json, SopErrors.InvalidDefinition, (root, problems) =>
    {
        if (root.ValueKind is JsonValueKind.Object) return new SopReader(problems).Read(new DefinitionObject(root, "", problems));
        new DefinitionObject(root, "", problems).Refuse("$", "An object in braces is expected here.");
        return null;
    });

    private SopDefinition? Read(DefinitionObject sop)
    {
        sop.Text("$schema");
        var code = sop.Text("code", required: true, maxLength: 80);
        if (code is not null && !Code().IsMatch(code)) sop.Refuse("code", "'{0}' is no code such as complaints.complaint.", code);
        var (title, purpose) = (sop.Words("title", required: true), sop.Words("purpose", maxLength: 2000));
        calendar = sop.Text("calendar", maxLength: 40) ?? calendar;
        var (declared, publicStages) = (Titles(sop, "roles", roles), Titles(sop, "publicStages", stages));
        foreach (var variety in sop.Texts("varieties", 200)) varieties.Add(variety);
        var owner = Role(sop, "owner", required: true);
        var ladder = Ladder(sop) ?? [];
        var legalBasis = sop.Texts("legalBasis", 50);
        var reviewBy = ReviewBy(sop);
        var steps = sop.Objects("steps", MaxSteps).Select(step => ReadStep(step, ladder)).OfType<SopStep>().ToList();
        if (!sop.Has("steps") || steps.Count == 0) sop.Refuse("steps", "A procedure needs at least one step.");
        var reopen = ReadReopen(sop);
        sop.NothingElse();

        if (problems.Count > 0) return null;
        SopGraph.Check(sop, steps, reopen);
        return problems.Count > 0 ? null : new SopDefinition
        {
            Code = code!, Title = title!, Purpose = purpose, Owner = owner!, LegalBasis = legalBasis, ReviewBy = reviewBy, Calendar = calendar,
            Roles = declared, PublicStages = publicStages, Reopen = reopen, Steps = steps,
        };
    }

    private SopStep? ReadStep(DefinitionObject step, IReadOnlyList<EscalationRung> ladder)
    {
        var (id, title, instructions) = (ReadId(step), step.Words("title", required: true), step.Words("instructions", maxLength: 8000));
        var say = step.Words("say", maxLength: 2000);
        var (role, team) = (ReadRole(step), ReadTeam(step));
        var due = ReadDue(step);
        var form = step.Raw("form") is { } questions ? FormDefinition.Read(questions, $"{step.Path}.form", problems) : FormDefinition.Empty;
        var escalateTo = Ladder(step) ?? ladder;
        var stage = step.Text("publicStage", maxLength: 40);
        if (stage is not null && !stages.Contains(stage)) step.Refuse("publicStage", "The public stage '{0}' is not among those declared: {1}.", stage, Listed(stages));
        var outcomes = step.Objects("outcomes", 20).Select(ReadOutcome).OfType<SopOutcome>().ToList();
        if (!step.Has("outcomes")) step.Refuse("outcomes", "A step needs at least one outcome, else nobody can leave it.");
        foreach (var twice in outcomes.GroupBy(o => o.Id).Where(g => g.Count() > 1)) step.Refuse("outcomes", "The outcome '{0}' stands here twice.", twice.Key);
        var automatic = ReadAutomatic(step, outcomes);
        step.NothingElse();

        if (id is null || title is null || role is null || form is null) return null;
        return new SopStep
        {
            Id = id, Title = title, Instructions = instructions, Say = say, Role = role, Team = team, Due = due, Form = form, EscalateTo = escalateTo,
            PublicStage = stage, Outcomes = outcomes, Automatic = automatic,
        };
    }

    private static SopOutcome? ReadOutcome(DefinitionObject outcome)
    {
        var (id, title) = (ReadId(outcome), outcome.Words("title", required: true));
        var (next, end, then) = (outcome.Text("next", maxLength: 40), outcome.Text("end", maxLength: 40), outcome.Text("then", maxLength: 40));
        if (next is null == end is null) outcome.Refuse("next", "Give either next, the step with which the case goes on, or end, how it ends.");
        CaseEnding? ending = end is null ? null : Enum.GetValues<CaseEnding>().Cast<CaseEnding?>().FirstOrDefault(e => Name(e!.Value) == end);
        if (end is not null && ending is null) outcome.Refuse("end", "A case can end as {0}, not as '{1}'.", Listed(Enum.GetValues<CaseEnding>().Select(Name)), end);
        var atMost = outcome.Whole("atMost", 1, 100);
        if (atMost is null != then is null) outcome.Refuse("then", "atMost and then go together: how often this way may be taken, and where it leads after that.");
        var optional = outcome.Text("form", maxLength: 40);
        if (optional is not (null or "optional" or "required")) outcome.Refuse("form", "The form is either required or optional here, not '{0}'.", optional);
        var needsComment = outcome.Flag("comment");
        outcome.NothingElse();

        return id is null || title is null ? null : new SopOutcome
        {
            Id = id, Title = title, Next = next, End = ending, AtMost = atMost, Then = then, NeedsComment = needsComment, FormOptional = optional == "optional",
        };
    }

    private static SopOutcome? ReadAutomatic(DefinitionObject step, List<SopOutcome> outcomes)
    {
        if (step.Object("automatic") is not { } automatic) return null;
        var id = automatic.Text("outcome", required: true, maxLength: 40);
        automatic.NothingElse();
        if (step.Has("form")) step.Refuse("form", "Nobody fills in a form at an automatic step.");
        var found = outcomes.FirstOrDefault(o => o.Id == id);
        if (id is not null && found is null) automatic.Refuse("outcome", "The step has no outcome '{0}'.", id);
        return found;
    }

    /// <summary>The teams are the utility's own, so that only the form of the code can be checked here.</summary>
    private static string? ReadTeam(DefinitionObject step)
    {
        if (step.Text("team", maxLength: 40) is not { } team) return null;
        if (Id().IsMatch(team)) return team;
        step.Refuse("team", "'{0}' is no team: small letters, digits and hyphens, such as network-north.", team);
        return null;
    }

    /// <summary>A plain role, or one by default and others by variety.</summary>
    private ByVariety<string>? ReadRole(DefinitionObject step)
    {
        if (step.Raw("role") is not { ValueKind: JsonValueKind.Object }) return Role(step, "role", required: true) is { } plain ? new(plain, []) : null;
        if (step.Object("role") is not { } by) return null;
        var (usual, rules) = (Role(by, "default", required: true), Rules(by, rule => Role(rule, "role", required: true)));
        by.NothingElse();
        return usual is null ? null : new(usual, rules);
    }

    /// <summary>A plain duration, or one by default and others by variety, with the calendar and the beginning of the count.</summary>
    private DueRule? ReadDue(DefinitionObject step)
    {
        if (!step.Has("due")) return null;
        if (step.Raw("due") is not { ValueKind: JsonValueKind.Object }) return Length(step, "due") is { } plain ? new(new(plain, []), calendar, FromOpening: false) : null;
        if (step.Object("due") is not { } due) return null;
        var (usual, rules) = (Length(due, "after", required: true), Rules(due, rule => Length(rule, "after", required: true)));
        var from = due.Text("from", maxLength: 40);
        if (from is not (null or "step" or "opening")) due.Refuse("from", "The time is counted from the beginning of the step or from the opening of the case, not from '{0}'.", from);
        var own = due.Text("calendar", maxLength: 40);
        due.NothingElse();
        return usual is null ? null : new(new(usual.Value, [.. rules.Select(r => new VarietyRule<Duration>(r.Varieties, r.Value!.Value))]), own ?? calendar, from == "opening");
    }

    private List<VarietyRule<T>> Rules<T>(DefinitionObject place, Func<DefinitionObject, T?> read)
    {
        var rules = new List<VarietyRule<T>>();
        foreach (var rule in place.Objects("rules", 200))
        {
            var named = rule.Object("when") is { } when ? Varieties(when) : [];
            if (named.Count == 0) rule.Refuse("when", "Say to which varieties the rule belongs.");
            if (read(rule) is { } value) rules.Add(new(named, value));
            rule.NothingElse();
        }
        return rules;
    }

    private IReadOnlyList<string> Varieties(DefinitionObject when)
    {
        var named = when.Texts("variety", 200);
        foreach (var unknown in named.Where(v => !varieties.Contains(v))) when.Refuse("variety", "The variety '{0}' is not among those declared: {1}.", unknown, Listed(varieties));
        when.NothingElse();
        return named;
    }

    private IReadOnlyList<EscalationRung>? Ladder(DefinitionObject place)
    {
        if (!place.Has("escalateTo")) return null;
        var ladder = new List<EscalationRung>();
        foreach (var rung in place.Objects("escalateTo", 10))
        {
            var (role, after) = (Role(rung, "role", required: true), Length(rung, "after"));
            var calls = rung.Flag("callOnDuty");
            rung.NothingElse();
            if (role is not null) ladder.Add(new(role, after) { CallsOnDuty = calls });
        }
        return ladder;
    }

    private static ReopenRule? ReadReopen(DefinitionObject sop)
    {
        if (sop.Object("reopen") is not { } reopen) return null;
        var (step, within) = (reopen.Text("step", required: true, maxLength: 40), Length(reopen, "within", required: true));
        reopen.NothingElse();
        return step is null || within is null ? null : new(step, within.Value);
    }

    private static DateOnly? ReviewBy(DefinitionObject sop)
    {
        if (sop.Text("reviewBy") is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        sop.Refuse("reviewBy", "'{0}' is no date such as 2027-06-30.", text);
        return null;
    }

    private static List<Titled> Titles(DefinitionObject sop, string name, HashSet<string> ids)
    {
        var found = new List<Titled>();
        foreach (var entry in sop.Objects(name, 100))
        {
            var (id, title) = (ReadId(entry), entry.Words("title", required: true));
            entry.NothingElse();
            if (id is null || title is null) continue;
            if (!ids.Add(id)) entry.Refuse("id", "The id '{0}' stands here twice.", id);
            found.Add(new(id, title));
        }
        return found;
    }

    private string? Role(DefinitionObject place, string name, bool required = false)
    {
        if (place.Text(name, required, maxLength: 40) is not { } role) return null;
        if (!Id().IsMatch(role)) place.Refuse(name, "'{0}' is no role: small letters, digits and hyphens, such as head-of-customer-care.", role);
        else if (!roles.Contains(role)) place.Refuse(name, "The role '{0}' is not among those declared: {1}.", role, Listed(roles));
        else return role;
        return null;
    }

    private static string? ReadId(DefinitionObject place)
    {
        if (place.Text("id", required: true, maxLength: 40) is not { } id) return null;
        if (Id().IsMatch(id)) return id;
        place.Refuse("id", "'{0}' is no id: small letters, digits and hyphens, beginning with a letter.", id);
        return null;
    }

    private static Duration? Length(DefinitionObject place, string name, bool required = false)
    {
        if (place.Text(name, required, maxLength: 40) is not { } text) return null;
        if (Duration.TryParse(text, out var length)) return length;
        place.Refuse(name, "'{0}' is no duration such as 30 min, 24 h, 30 wmin, 4 wh or 5 wd.", text);
        return null;
    }

    private static string Name(CaseEnding ending) => ending.ToString().ToLowerInvariant();

    private static string Listed(IEnumerable<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Id();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+\z")]
    private static partial Regex Code();
}
