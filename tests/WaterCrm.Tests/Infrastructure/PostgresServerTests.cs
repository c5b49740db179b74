using Npgsql;

namespace WaterCrm.Tests.Infrastructure;

public class PostgresServerTests(PostgresServer postgres)
{
    [Fact]
    public async Task Each_test_gets_a_database_of_its_own()
    {
        var token = TestContext.Current.CancellationToken;
        var one = await postgres.CreateDatabaseAsync(token);
        var other = await postgres.CreateDatabaseAsync(token);

        await Execute(one, "CREATE TABLE pump (id int)", token);

        Assert.Equal(true, await Execute(one, "SELECT to_regclass('pump') IS NOT NULL", token));
        Assert.Equal(false, await Execute(other, "SELECT to_regclass('pump') IS NOT NULL", token));
    }

    [Fact]
    public async Task A_template_is_filled_once_and_copied_for_everybody()
    {
        var token = TestContext.Current.CancellationToken;
        var fillings = 0;
        async Task Fill(string connection)
        {
            fillings++;
            await Execute(connection, "CREATE TABLE valve (name text); INSERT INTO valve VALUES ('Van số 1')", token);
        }

        var copies = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => postgres.CreateDatabaseAsync("valves", Fill, token)));
        await Execute(copies[0], "DELETE FROM valve", token);

        Assert.Equal(1, fillings);
        Assert.Equal("Van số 1", await Execute(copies[2], "SELECT name FROM valve", token));
    }

    private static async Task<object?> Execute(string database, string sql, CancellationToken token)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(token);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(token);
    }
}
