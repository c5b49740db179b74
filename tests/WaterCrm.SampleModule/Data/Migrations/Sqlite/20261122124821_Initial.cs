using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.SampleModule.Data.Migrations.Sqlite
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
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sample_new_customer", x => x.CustomerId);
                });

            migrationBuilder.CreateTable(
                name: "sample_suggestion",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TakenUpAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Complaint = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sample_suggestion", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sample_year",
                columns: table => new
                {
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    TakenUp = table.Column<int>(type: "INTEGER", nullable: false)
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
