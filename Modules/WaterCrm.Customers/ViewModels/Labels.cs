using Microsoft.Extensions.Localization;

namespace WaterCrm.Customers.ViewModels;

/// <summary>The words for what the code calls by name.</summary>
public static class Labels
{
    public static string Of(IStringLocalizer S, CustomerKind kind) => kind is CustomerKind.Person ? S["Person"] : S["Organisation"];

    public static string Of(IStringLocalizer S, InteractionDirection direction) => direction switch
    {
        InteractionDirection.In => S["They contacted us"],
        InteractionDirection.Out => S["We contacted them"],
        _ => S["Internal note"],
    };

    public static string Of(IStringLocalizer S, InteractionChannel channel) => channel switch
    {
        InteractionChannel.Telephone => S["Telephone"],
        InteractionChannel.Counter => S["Counter"],
        InteractionChannel.Web => S["Web"],
        InteractionChannel.Email => S["E-mail"],
        InteractionChannel.Sms => S["SMS"],
        InteractionChannel.Messenger => S["Messenger"],
        InteractionChannel.Letter => S["Letter"],
        InteractionChannel.Visit => S["Visit"],
        InteractionChannel.Import => S["Import"],
        _ => S["Other way"],
    };
}
