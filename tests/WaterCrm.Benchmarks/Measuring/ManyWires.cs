namespace WaterCrm.Benchmarks.Measuring;

/// <summary>Connections that all ask for the same page at once.</summary>
public sealed class ManyWires : IDisposable
{
    private const int Connections = 16;
    private const int RequestsEach = 250;
    private readonly List<Wire> wires = [];

    /// <param name="address">Of the server.</param>
    /// <param name="path">Of the page.</param>
    /// <param name="token">Gives up.</param>
    public static async Task<ManyWires> OpenAsync(string address, string path, CancellationToken token)
    {
        var many = new ManyWires();
        for (var i = 0; i < Connections; i++) many.wires.Add(await Wire.OpenAsync(address, path, "", token));
        return many;
    }

    public Task<string> ReadAsync(CancellationToken token) => wires[0].ReadAsync(token);

    public async Task<double> BurstAsync(CancellationToken token)
    {
        await Task.WhenAll(wires.Select(wire => Task.Run(() => RepeatAsync(wire, token), token)));
        return Connections * RequestsEach;
    }

    public void Dispose() => wires.ForEach(wire => wire.Dispose());

    private static async Task RepeatAsync(Wire wire, CancellationToken token)
    {
        for (var i = 0; i < RequestsEach; i++) await wire.AskAsync(token);
    }
}
