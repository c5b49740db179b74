using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.SampleModule.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "sample_new_customer",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sample_new_customer", x => x.CustomerId);
                });

            migrationBuilder.CreateTable(
                name: "sample_suggestion",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Text = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    TakenUpAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Complaint = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sample_suggestion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sample_year",
                columns: table => new
                {
                    Year = table.Column<int>(type: "integer", nullable: false),
                    TakenUp = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sample_year", x => x.Year);
                });

            migrationBuilder.CreateIndex(
                name: "IX_sample_suggestion_CustomerId",
                table: "sample_suggestion",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_sample_suggestion_MadeAt",
                table: "sample_suggestion",
                column: "MadeAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sample_new_customer");

            migrationBuilder.DropTable(
                name: "sample_suggestion");

            migrationBuilder.DropTable(
                name: "sample_year");
        }
    }
}
