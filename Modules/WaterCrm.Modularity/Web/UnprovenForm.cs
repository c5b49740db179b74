using Microsoft.AspNetCore.Http;

namespace WaterCrm.Modularity.Web;

/// <summary>A form that one of our pages sent and whose proof had run out, among the features of the refused request: the page that says so can show what was typed.</summary>
public sealed record UnprovenForm(IFormCollection Form);
