using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WaterCrm.Kernel.Composition;

/// <summary>
/// What the modules contribute of one kind to a page that belongs to none of them: search sources, questions, figures and the like. Each is made and
/// asked by itself, so that one which fails, even in its constructor, is named in the log and leaves the others and the page whole.
/// </summary>
/// <typeparam name="T">The contract of the kind, such as <see cref="IStartQuestion"/>.</typeparam>
public sealed class Contributions<T>(IServiceProvider services, IEnumerable<Contribution<T>> registered, TimeProvider clock, ILoggerFactory loggers) where T : class
{
    /// <summary>All of them, in the order of their modules; whether one can be made is only known when it is asked.</summary>
    public IReadOnlyList<Contributed<T>> All { get; } = [.. registered.Select(c => new Contributed<T>(c.Part, () => c.Make(services), clock, loggers))];

    /// <summary>
    /// Those that somebody may see, in their order. One that fails before it has said who may see it comes last and is shown as failed to everybody:
    /// a page that silently lacks something is worse than a box about something that is not for its reader.
    /// </summary>
    public IReadOnlyList<Contributed<T>> For(ClaimsPrincipal reader, Func<T, Permission?> permission, Func<T, int> order) =>
        [.. All.Select(c => (Part: c, Place: c.TryRead(p => (May: permission(p), Order: order(p)), out var said) ? said : (May: null, Order: int.MaxValue)))
            .Where(c => c.Place.May is null || PermissionRequirement.Has(reader, c.Place.May)).OrderBy(c => c.Place.Order).Select(c => c.Part)];
}

/// <summary>A registered part, not made yet. Modules register with <c>AddContribution</c>.</summary>
/// <param name="Part">Its type, by which the log names it.</param>
/// <param name="Make">Makes it out of a request's services.</param>
public sealed record Contribution<T>(Type Part, Func<IServiceProvider, T> Make);

/// <summary>One contributed part. Nothing that it does wrong comes through: no exception and no endless wait.</summary>
public sealed class Contributed<T>(Type type, Func<T> make, TimeProvider clock, ILoggerFactory loggers) where T : class
{
    /// <summary>
    /// So long a page waits for a part. It stops waiting, and the part's token is cancelled; a part that neither heeds its token nor gives its thread
    /// back cannot be stopped by anybody.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Lazy<T> part = new(make);

    public Type Type => type;

    /// <summary>It could not be made, or something it was asked failed. The log has said so once.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Reads what the part says of itself: its title, its permission.</summary>
    /// <returns>Whether it could say so.</returns>
    public bool TryRead<TValue>(Func<T, TValue> read, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        try
        {
            value = read(part.Value);
            return true;
        }
        catch (Exception failure)
        {
            Note(failure);
            value = default;
            return false;
        }
    }

    /// <summary>Asks the part for its answer. A part that has failed before is not asked again in the same request.</summary>
    /// <param name="ask">Its token ends with the reader's patience too.</param>
    /// <param name="token">The request's own; when it ends, this throws as usual.</param>
    /// <param name="patience">How long to wait where <see cref="Patience"/> would be too long.</param>
    /// <returns>The answer; null where there is none because the part failed.</returns>
    public async Task<TAnswer?> Ask<TAnswer>(Func<T, CancellationToken, Task<TAnswer>> ask, CancellationToken token, TimeSpan? patience = null) where TAnswer : class
    {
        if (HasFailed) return null;
        using var limit = new CancellationTokenSource(patience ?? Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(token, limit.Token);
        try
        {
            return await ask(part.Value, either.Token).WaitAsync(either.Token) ?? throw new InvalidOperationException("It answered with nothing at all.");
        }
        catch (Exception failure) when (!token.IsCancellationRequested)   // its own cancellation, of a call that took too long, is a failure like any other
        {
            Note(limit.IsCancellationRequested ? new TimeoutException($"It gave no answer within {(patience ?? Patience).TotalSeconds} seconds.", failure) : failure);
            return null;
        }
    }

    private void Note(Exception failure)
    {
        if (!HasFailed) loggers.CreateLogger<Contributions<T>>().LogError(failure, "The part {Part}, one of {Kind}, failed", type.FullName, typeof(T).Name);
        HasFailed = true;
    }
}

public static class ContributionServices
{
    /// <summary>Contributes a part to what the modules make together. It is made anew for each request, by itself: see <see cref="Contributions{T}"/>.</summary>
    /// <typeparam name="TKind">The contract, such as <see cref="IStartQuestion"/> or <see cref="IFigure"/>.</typeparam>
    public static IServiceCollection AddContribution<TKind, TPart>(this IServiceCollection services) where TKind : class where TPart : class, TKind =>
        services.AddScoped<TPart>().AddSingleton(new Contribution<TKind>(typeof(TPart), provider => provider.GetRequiredService<TPart>()));
}
