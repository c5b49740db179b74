using Microsoft.Extensions.Localization;
using WaterCrm.Sops;

namespace WaterCrm.Complaints.ViewModels;

/// <summary>The words for what the code keeps as names.</summary>
public static class Labels
{
    public static string Of(IStringLocalizer<Startup> S, Channel channel) => channel switch
    {
        Channel.Web => S["Web form"],
        Channel.Phone => S["Telephone"],
        Channel.Counter => S["Counter"],
        Channel.Mail => S["Mail"],
        Channel.Letter => S["Letter"],
        Channel.Message => S["Text message"],
        Channel.Social => S["Social media"],
        Channel.Press => S["Press"],
        Channel.Authority => S["Authority"],
        _ => S["Other way"],
    };

    public static string Of(IStringLocalizer<Startup> S, TellBy way) => way switch
    {
        TellBy.Message => S["Text message"],
        TellBy.Mail => S["Mail"],
        TellBy.Phone => S["Telephone"],
        _ => S["not at all"],
    };

    public static string Of(IStringLocalizer<Startup> S, CaseGroup group) => group switch
    {
        CaseGroup.Open => S["open"],
        CaseGroup.Waiting => S["waiting"],
        _ => S["closed"],
    };
}
