namespace WaterCrm.Tests.Sops;

/// <summary>A small procedure to test with: taken by care staff, done by a team, decided by the director when they do not agree.</summary>
internal static class Visit
{
    public const string Code = "tests.visit";

    public static readonly string Json =
        """
        {
          "code": "tests.visit", "title": { "en": "Visit", "vi": "Thăm", "zh-Hans": "走访" }, "owner": "head-of-customer-care",
          "roles": [
            { "id": "care-staff", "title": "Care staff" }, { "id": "team", "title": "Team" },
            { "id": "head-of-customer-care", "title": "Head of customer care" }, { "id": "director", "title": "Director" } ],
          "varieties": ["urgent", "slow"],
          "publicStages": [ { "id": "received", "title": "Received" }, { "id": "working", "title": "Being worked on" }, { "id": "above", "title": "With the director" }, { "id": "over", "title": "Over" } ],
          "escalateTo": [ { "role": "head-of-customer-care" }, { "role": "director", "after": "2 wd" } ],
          "reopen": { "step": "work", "within": "720 h" },
          "steps": [
            { "id": "take", "title": { "en": "Take", "vi": "Nhận", "zh-Hans": "受理" }, "role": "care-staff", "due": "4 wh", "publicStage": "received",
              "form": [ { "id": "note", "type": "longtext", "required": true, "label": "Note" } ],
              "outcomes": [ { "id": "accepted", "title": "Accepted", "next": "work" }, { "id": "refused", "title": "Refused", "end": "refused", "comment": true, "form": "optional" } ] },
            { "id": "work", "title": "Work", "role": "team", "publicStage": "working",
              "due": { "after": "24 h", "from": "opening", "rules": [ { "when": { "variety": ["urgent"] }, "after": "30 min" }, { "when": { "variety": ["slow"] }, "after": "10 wd" } ] },
              "outcomes": [ { "id": "finished", "title": "Finished", "next": "over" }, { "id": "back", "title": "Back", "next": "take", "atMost": 1, "then": "decide", "comment": true } ] },
            { "id": "decide", "title": "Decide", "role": "director", "publicStage": "above", "escalateTo": [],
              "outcomes": [ { "id": "again", "title": "Again", "next": "work" }, { "id": "stop", "title": "Stop", "end": "stopped" } ] },
            { "id": "over", "title": "Over", "role": "team", "publicStage": "over", "automatic": { "outcome": "done" },
              "outcomes": [ { "id": "done", "title": "Done", "end": "done" } ] } ]
        }
        """;
}
