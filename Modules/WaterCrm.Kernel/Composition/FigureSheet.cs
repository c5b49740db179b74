using System.Security.Claims;

namespace WaterCrm.Kernel.Composition;

/// <summary>Asks all figures that somebody may see about one period. One that fails leaves the others their answer.</summary>
public sealed class FigureSheet(Contributions<IFigure> figures)
{
    public async Task<IReadOnlyList<ShownFigure>> Answer(ClaimsPrincipal reader, Period period, CancellationToken token)
    {
        List<ShownFigure> shown = [];
        foreach (var figure in figures.For(reader, f => f.Permission, f => f.Order))
        {
            if (figure.TryRead(f => f.Roles.Count == 0 || f.Roles.Any(reader.IsInRole), out var isMeant) && !isMeant) continue;
            shown.Add(await figure.Ask((f, limit) => Ask(f, period, limit), token) ?? new ShownFigure("", figure.TryRead(f => f.Title, out var title) ? title : "", "", null));
        }
        return shown;
    }

    /// <summary>All that the page will read is read here, where it may fail.</summary>
    private static async Task<ShownFigure> Ask(IFigure figure, Period period, CancellationToken token)
    {
        var answer = await figure.Ask(period, token);
        foreach (var amount in new[] { answer.Amount, answer.Before }.OfType<FigureAmount>())
            if (amount.Value < 0 || amount.Value > amount.Of || (amount.Of is null) == (figure.Unit is FigureUnit.Share))
                throw new InvalidOperationException($"{amount} is no {figure.Unit}.");
        return new ShownFigure(figure.Code, figure.Title, figure.Definition, answer);
    }
}

/// <param name="Title">Empty where the figure could not even say what it is called.</param>
/// <param name="Answer">Null of one that failed.</param>
public sealed record ShownFigure(string Code, string Title, string Definition, FigureAnswer? Answer);
