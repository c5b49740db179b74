using System.Reflection;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using WaterCrm.Kernel.People;
using WaterCrm.Kernel.Requests;
using WaterCrm.Kernel.Results;
using WaterCrm.Kernel.Web;

namespace WaterCrm.Kernel.Data;

/// <summary>
/// Every command passes here: validated, prepared, then run in its own scope with one transaction.
/// A command sent from inside another joins the transaction of the outer one.
/// </summary>
internal sealed class CommandPipeline<TRequest, TResponse>(IServiceProvider services, CommandScope scope, CommandRunner runner, SentForm form)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : IChanges, IRequest<TResponse>
    where TResponse : IResult<TResponse>
{
    private static readonly string Action = typeof(TRequest).GetCustomAttribute<AuditedAttribute>()?.Action
        ?? throw new InvalidOperationException($"{typeof(TRequest).Name} changes data and has no [Audited] name.");

    public Task<TResponse> Handle(TRequest request, CancellationToken token, RequestHandlerDelegate<TResponse> next) =>
        scope.Hold is null ? RunOutermost(request, token) : RunInside(request, next, token);

    private async Task<TResponse> RunOutermost(TRequest request, CancellationToken token)
    {
        if (form.Refusal is { } unread) return TResponse.Refused(unread);
        // The one place where an account that may only look is kept from changing anything.
        if (request is not IOwnAccount && services.GetRequiredService<IActor>().Principal.HasClaim(c => c.Type == SessionClaims.ReadOnly)) return TResponse.Refused(KernelErrors.ReadOnly);
        if (await Validate(request, token) is { } invalid) return TResponse.Refused(invalid);

        if (services.GetService<IPrepare<TRequest>>() is { } preparation)
        {
            var prepared = await preparation.Prepare(request, token);
            if (prepared.Error is { } error) return TResponse.Refused(error);
            request = prepared.Value;
        }

        return await runner.Run<TResponse>(typeof(TRequest).Name, (own, cancelled) =>
        {
            own.GetRequiredService<CommandScope>().Checked = request;
            return own.GetRequiredService<IMediator>().Send(request, cancelled);
        }, token);
    }

    private async Task<TResponse> RunInside(TRequest request, RequestHandlerDelegate<TResponse> next, CancellationToken token)
    {
        // The outermost command was validated before the transaction began; what a listener sends was not.
        if (!ReferenceEquals(scope.Checked, request) && await Validate(request, token) is { } invalid) return Refuse(TResponse.Refused(invalid));

        var note = scope.Note(Action);
        var result = await next();
        scope.Done(note);
        note.Subject = (request as IAbout ?? result.Outcome as IAbout)?.About ?? result.Outcome as Guid?;
        return Refuse(result);
    }

    private TResponse Refuse(TResponse result)
    {
        if (result.Error is { } error) scope.Refuse(error);
        return result;
    }

    private async Task<Error?> Validate(TRequest request, CancellationToken token)
    {
        List<FieldError> broken = [];
        foreach (var validator in services.GetServices<IValidator<TRequest>>())
        {
            var found = await validator.ValidateAsync(request, token);
            broken.AddRange(found.Errors.Select(e => new FieldError(e.PropertyName, e.ErrorMessage)));
        }

        broken.AddRange([.. form.Unkeepable(broken)]);
        return broken.Count == 0 ? null : KernelErrors.Invalid with { Fields = broken };
    }
}
