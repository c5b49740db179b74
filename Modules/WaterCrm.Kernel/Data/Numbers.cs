namespace WaterCrm.Kernel.Data;

/// <summary>Numbers that people read. Gapless per kind and year: a number is part of the transaction that uses it, so take it last.</summary>
public sealed class Numbers(CommandScope command)
{
    /// <summary>The next number, such as <c>C-2026-000123</c>.</summary>
    public async Task<string> Next(string kind, int year, CancellationToken token) => Format(kind, year, await Take(command.Hold!, kind, year, 1, token));

    /// <summary>Takes several at once, for bulk work.</summary>
    /// <returns>The first of them.</returns>
    public static async Task<long> Take(WriteHold hold, string kind, int year, int count, CancellationToken token) =>
        await hold.Scalar<long>(
            "INSERT INTO kernel_number (kind, year, last) VALUES (@kind, @year, @count) " +
            "ON CONFLICT (kind, year) DO UPDATE SET last = kernel_number.last + @count RETURNING last",
            token, ("@kind", kind), ("@year", year), ("@count", (long)count)) - count + 1;

    public static string Format(string kind, int year, long number) => FormattableString.Invariant($"{kind}-{year:0000}-{number:000000}");
}
