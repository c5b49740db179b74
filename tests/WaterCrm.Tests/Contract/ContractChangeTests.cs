using WaterCrm.Contracts;
using WaterCrm.Modularity.Security;

namespace WaterCrm.Tests.ModuleContract
{
    /// <summary>The guard over the contract notices what it is there to notice.</summary>
    public sealed class ContractChangeTests
    {
        private const string Name = "Offender.Contract.Pump | ";

        private static readonly string[] Before =
        [
            Name + "class", Name + "new()", Name + "void Start(int speed)", "Offender.Contract.IPump | interface", "Offender.Contract.IPump | abstract void Stop()",
            "Sqlite kernel_outbox.id | BLOB not null key",
        ];

        private static readonly ContractFile Written = new(new Version(3, 4), Before);

        [Fact]
        public void No_change_needs_no_version()
        {
            var same = Written.To([.. Before.Reverse()]);

            Assert.True(same.IsNone);
            Assert.Null(same.Refusal(new Version(3, 4)));
        }

        [Theory]
        [InlineData("Offender.Contract.Pump | void Stop()")]
        [InlineData("Offender.Contract.Pump | has IDisposable")]
        [InlineData("Offender.Contract.IValve | interface")]
        [InlineData("Offender.Contract.IValve | abstract void Turn()")]
        [InlineData("Offender.Contract.Base | abstract class")]
        [InlineData("Offender.Contract.IPump | virtual void Rest()")]
        [InlineData("Sqlite kernel_outbox.more | TEXT")]
        public void An_addition_needs_the_next_minor(string line)
        {
            var change = Written.To([.. Before, line]);

            Assert.Equal(new Version(3, 5), change.Needed);
            Assert.Contains("must say 3.5 at least", change.Refusal(new Version(3, 4)), StringComparison.Ordinal);
            Assert.Contains("+ " + line, change.Refusal(new Version(3, 4)), StringComparison.Ordinal);
            Assert.Null(change.Refusal(new Version(3, 5)));
            Assert.Null(change.Refusal(new Version(4, 0)));
        }

        [Theory]
        [InlineData("Offender.Contract.IPump | abstract void Turn()")]
        [InlineData("Offender.Contract.IPump | demands IDisposable")]
        [InlineData("Offender.Contract.IPump | abstract int Speed { get; }")]
        [InlineData("Offender.Contract.Pump | protected abstract void Turn()")]
        public void What_modules_would_have_to_have_needs_the_next_major(string line) => Assert.Equal(new Version(4, 0), Written.To([.. Before, line]).Needed);

        [Theory]
        [InlineData("void Start(int speed)", null)]
        [InlineData("void Start(int speed)", "void Start(long speed)")]
        [InlineData("BLOB not null key", "TEXT not null key")]
        [InlineData("class", "sealed class")]
        public void What_goes_or_changes_needs_the_next_major(string from, string? to)
        {
            string[] now = [.. Before.Select(line => line.EndsWith(from, StringComparison.Ordinal) ? to is null ? "" : line.Replace(from, to, StringComparison.Ordinal) : line).Where(line => line.Length > 0)];
            var change = Written.To(now);

            Assert.Equal(new Version(4, 0), change.Needed);
            Assert.Contains("must say 4.0 at least", change.Refusal(new Version(3, 99)), StringComparison.Ordinal);
            Assert.Null(change.Refusal(new Version(4, 0)));
        }

        [Fact]
        public void The_file_is_read_as_it_was_written()
        {
            var read = ContractFile.Read(Written.Write());

            Assert.Equal("3.4", Written.Write().Split('\n')[0]);
            Assert.Equal(Written.Version, read.Version);
            Assert.Equal(Written.Lines, read.Lines);
        }

        [Fact]
        public void A_line_says_all_that_a_built_module_relies_on()
        {
            string[] pump = [.. PublicSurface.Of(typeof(Offender.Contract.Pump<>)).Select(line => line.Replace("Offender.Contract.Pump<T> | ", "", StringComparison.Ordinal))];

            Assert.Equal(new[]
            {
                "abstract class where T : class, new()",
                "abstract void Stop()",
                "const string Kind = \"big\"",
                "event EventHandler Burst",
                "has IDisposable",
                "parameter int Size { get; set; }",
                "protected new(int size)",
                "protected virtual Task<List<T[]>> Look(ref int at, out Guid? id)",
                "required string Code { get; init; }",
                "string Name { get; protected set; }",
                "string this_is_no_getter()",
                "virtual void Dispose()",
                "void Start<U>(U speed, bool loud = true, string word = null, params string[] rest) where U : struct",
            }.Order(StringComparer.Ordinal), pump);
        }

        [Fact]
        public void Records_enums_events_permissions_and_extensions_have_their_lines()
        {
            Assert.Equal(["has IEquatable<Level>", "int Metres { get; init; }", "new(int Metres)", "sealed record"], Lines(typeof(Offender.Contract.Level)).Order(StringComparer.Ordinal));
            Assert.Equal(["High = 4", "Low = 0", "enum of byte, flags"], Lines(typeof(Offender.Contract.Levels)).Order(StringComparer.Ordinal));
            Assert.Contains("static readonly WaterCrm.Modularity.Security.Permission Turn = \"Pumps.Turn\"", Lines(typeof(Offender.Contract.PumpPermissions)));
            Assert.Contains("stored as \"pumps.burst\"", Lines(typeof(Offender.Contract.PumpBurst)));
            Assert.Equal(["static Level Twice(this Level level)", "static class"], Lines(typeof(Offender.Contract.LevelExtensions)).Order(StringComparer.Ordinal));
            Assert.Equal(["delegate int (string what)", "inherits MulticastDelegate"], Lines(typeof(Offender.Contract.Ask)).Order(StringComparer.Ordinal));
        }

        private static IEnumerable<string> Lines(Type type) => PublicSurface.Of(type).Select(line => line.Split(" | ", 2)[1]);
    }
}

namespace Offender.Contract
{
    public abstract class Pump<T> : IDisposable where T : class, new()
    {
        public const string Kind = "big";
        private readonly int size;

        protected Pump(int size) => this.size = size;

        public event EventHandler? Burst;

        [Microsoft.AspNetCore.Components.Parameter]
        public int Size { get; set; }
        public required string Code { get; init; }
        public string Name { get; protected set; } = "";

        internal int Hidden => size;

        public void Start<U>(U speed, bool loud = true, string? word = null, params string[] rest) where U : struct => Burst?.Invoke(this, EventArgs.Empty);

        public string this_is_no_getter() => Name;

        public abstract void Stop();

        public override string ToString() => Name;

        public virtual void Dispose() => GC.SuppressFinalize(this);

        protected virtual Task<List<T[]>> Look(ref int at, out Guid? id)
        {
            id = null;
            return Task.FromResult<List<T[]>>([]);
        }
    }

    public sealed record Level(int Metres);

    public static class PumpPermissions
    {
        public static readonly Permission Turn = new("Pumps.Turn");
    }

    [Flags]
    public enum Levels : byte
    {
        Low = 0,
        High = 4,
    }

    [EventName("pumps.burst")]
    public sealed record PumpBurst : IntegrationEvent
    {
        public override Guid Subject => Guid.Empty;
    }

    public static class LevelExtensions
    {
        public static Level Twice(this Level level) => new(level.Metres * 2);
    }

    public delegate int Ask(string what);
}
