using System.Globalization;
using System.Text;

namespace WaterCrm.Tests.Kills;

/// <summary>A made-up file of another system, with what an import of it must come to.</summary>
internal sealed class ImportFile
{
    public const string System = "old-desk";

    public const string Map = """
        { "target": "complaints", "system": "old-desk", "timeZone": "Asia/Ho_Chi_Minh", "fields": {
          "externalId": { "columns": ["id"] }, "kind": { "columns": ["kind"], "values": { "Leak": "leak", "Bill": "billing", "Dry": "no-water" } },
          "channel": { "fixed": "Phone", "values": { "Phone": "Phone" } }, "state": { "columns": ["state"], "values": { "done": "closed", "new": "open" } },
          "reportedAt": { "columns": ["opened"], "formats": ["yyyy-MM-dd HH:mm"] }, "closedAt": { "columns": ["closed"], "formats": ["yyyy-MM-dd"], "endOfDay": true },
          "place": { "columns": ["street"] }, "text": { "columns": ["words"] } } }
        """;

    private static readonly string[] Streets = ["Lê Lợi", "Nguyễn Huệ", "Trần Phú", "人民路", "Hai Bà Trưng", "Phan Đình Phùng"];
    private static readonly string[] Kinds = ["Leak", "Bill", "Dry"];

    private ImportFile(string name) => Name = name;

    public string Name { get; }
    public string Text { get; private set; } = "";

    /// <summary>Ids of rows that must be in, each once.</summary>
    public HashSet<string> Ids { get; } = [];
    public int Rows { get; private set; }

    /// <summary>Rows whose id stands in the file before.</summary>
    public int Known { get; private set; }

    /// <summary>The lines on which broken rows begin.</summary>
    public List<long> RefusedLines { get; } = [];

    public static ImportFile Make(string name, int rows, Random dice)
    {
        var file = new ImportFile(name) { Rows = rows };
        var text = new StringBuilder("id,kind,state,opened,closed,street,words\n");
        var line = 2L;
        for (var row = 0; row < rows; row++)
        {
            var (id, kind, state) = ($"{name}-{row}", Visitor.Pick(Kinds, dice), "done");
            var opened = new DateTime(2024, 1, 1, 8, 0, 0).AddHours(dice.Next(10_000));
            var (openedText, closed) = (opened.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), opened.AddDays(dice.Next(9)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            var words = dice.Next(10) == 0 ? "\"first line\nsecond, \"\"quoted\"\"\"" : "Nước yếu";
            switch (dice.Next(100))
            {
                case 0: kind = "???"; break;
                case 1: id = ""; break;
                case 2: openedText = "yesterday"; break;
                case 3: closed = ""; break;   // closed, and nobody knows when
                case 4 or 5: (state, closed) = ("new", ""); file.Ids.Add(id); break;
                case 6 when row > 0 && file.Ids.Count > 0: id = file.Ids.First(); file.Known++; break;
                default: file.Ids.Add(id); break;
            }

            if (kind == "???" || id == "" || openedText == "yesterday" || (state == "done" && closed == "")) file.RefusedLines.Add(line);
            text.Append(CultureInfo.InvariantCulture, $"{id},{kind},{state},{openedText},{closed},{dice.Next(1, 200)} {Visitor.Pick(Streets, dice)},{words}\n");
            line += words.Contains('\n') ? 2 : 1;
        }

        file.Text = text.ToString();
        return file;
    }

    public MultipartFormDataContent Attach(MultipartFormDataContent form)
    {
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Text)), "File", Name + ".csv");
        form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(Map)), "OwnMap", "map.json");
        return form;
    }
}
