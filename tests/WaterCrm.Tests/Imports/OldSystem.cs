using System.Globalization;

namespace WaterCrm.Tests.Imports;

/// <summary>Files of an old system and the map that fits them.</summary>
internal static class OldSystem
{
    public const string Map = """
        { "target": "complaints", "system": "old", "timeZone": "Asia/Ho_Chi_Minh", "fields": {
          "externalId": { "columns": ["id"] }, "kind": { "columns": ["kind"], "values": { "Leak*": "leak" } },
          "channel": { "fixed": "Phone", "values": { "Phone": "Phone" } }, "state": { "columns": ["state"], "values": { "done": "closed", "new": "open" } },
          "reportedAt": { "columns": ["opened"], "formats": ["yyyy-MM-dd"] }, "closedAt": { "columns": ["closed"], "formats": ["dd/MM/yyyy"] },
          "place": { "columns": ["street"] }, "latitude": { "columns": ["lat"] }, "longitude": { "columns": ["long"] } } }
        """;

    public const string Header = "id,kind,state,opened,closed,street,lat,long\n";

    public static string Row(int id, string position = ",", string kind = "Leak", int year = 2024) =>
        string.Create(CultureInfo.InvariantCulture, $"{id},{kind},done,{year}-03-05,06/03/{year},street {id},{position}\n");

    /// <summary>An open complaint and five hundred closed ones, and behind them something that cannot be read.</summary>
    public static string BreakingOff(string how) => Header + "0,Leak,new,2024-03-05,,street,,\n" + string.Concat(Enumerable.Range(1, 500).Select(i => Row(i))) + how switch
    {
        "long cell" => $"501,Leak,done,2024-03-05,06/03/2024,{new string('x', 1_000_000)},,\n" + Row(502),
        "quote before a few rows" => "501,Leak,done,2024-03-05,06/03/2024,\"never closed,,\n" + Rows(100),
        _ => "501,Leak,done,2024-03-05,06/03/2024,\"never closed,,\n" + Rows(20_000),
    };

    private static string Rows(int rows) => string.Concat(Enumerable.Range(502, rows).Select(i => Row(i)));
}
