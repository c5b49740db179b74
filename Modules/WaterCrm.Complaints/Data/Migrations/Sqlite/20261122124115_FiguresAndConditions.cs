using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Complaints.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FiguresAndConditions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_ReportedAt_Number",
                table: "complaints_complaint",
                columns: new[] { "ReportedAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_open_of_customer",
                table: "complaints_complaint",
                column: "CustomerId",
                filter: "\"IsOpen\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_complaints_complaint_ReportedAt_Number",
                table: "complaints_complaint");

            migrationBuilder.DropIndex(
                name: "IX_complaints_open_of_customer",
                table: "complaints_complaint");
        }
    }
}
