using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StateContradicted : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "StateContradicted",
                table: "complaints_complaint",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "StateContradicted",
                table: "complaints_complaint");
        }
    }
}
