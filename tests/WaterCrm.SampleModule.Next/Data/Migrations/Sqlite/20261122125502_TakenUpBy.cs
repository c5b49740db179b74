using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.SampleModule.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TakenUpBy : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TakenUpBy",
                table: "sample_suggestion",
                type: "TEXT",
                maxLength: 200,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "TakenUpBy",
                table: "sample_suggestion");
        }
    }
}
