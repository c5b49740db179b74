using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace WaterCrm.Kernel.Web;

/// <summary>
/// Something was typed that a field of the page cannot take, such as 31/12/2026 for a day. It is not there in what the action gets, and a command
/// would take it for something that was left empty on purpose. What is wrong stands in the model state already, in the reader's language.
/// </summary>
internal sealed class UnreadFields
{
    /// <summary>Looks at what binding says before the action runs. A page that only reads may show what it could read.</summary>
    internal sealed class Notice : IActionFilter
    {
        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method)) return;
            if (context.ModelState.Any(field => IsUnread(field.Value))) context.HttpContext.Features.Set(new UnreadFields());
        }

        public void OnActionExecuted(ActionExecutedContext context)
        {
        }

        /// <summary>What was left empty is for the command to judge.</summary>
        private static bool IsUnread(ModelStateEntry? field) => field is { ValidationState: ModelValidationState.Invalid } && !string.IsNullOrWhiteSpace(field.AttemptedValue);
    }
}
