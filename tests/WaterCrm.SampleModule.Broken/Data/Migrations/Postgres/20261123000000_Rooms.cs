using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace WaterCrm.SampleModule.Data.Migrations.Postgres;

/// <summary>Fails when half of it is done: no version has the table that it asks.</summary>
[DbContext(typeof(PostgresSampleModuleDbContext))]
[Migration("20261123000000_Rooms")]
internal sealed class Rooms : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE TABLE sample_room (name TEXT NOT NULL)");
        migrationBuilder.Sql("UPDATE sample_suggestion SET \"Text\" = 'lost'");
        migrationBuilder.Sql("INSERT INTO sample_room SELECT name FROM sample_house");
    }
}
