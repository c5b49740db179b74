using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace WaterCrm.Kernel.Data.Conversions;

/// <summary>
/// Ids on SQLite: 16 bytes in network order, so that ids made one after the other lie beside each other in an index.
/// EF's own converter turns the first half round.
/// </summary>
internal sealed class BigEndianGuidConverter() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

/// <summary>Times are UTC in the database; they come back saying so.</summary>
internal sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
    time => time.Kind == DateTimeKind.Utc ? time : ThrowNotUtc(time), time => DateTime.SpecifyKind(time, DateTimeKind.Utc))
{
    private static DateTime ThrowNotUtc(DateTime time) => throw new ArgumentException($"The time {time:O} is not UTC.");
}
