using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class KeptFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "FilesRemovedAt",
                table: "kernel_job",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "kernel_file",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_file", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_file_sha256",
                table: "kernel_file",
                column: "sha256");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_file");

            migrationBuilder.DropColumn(
                name: "FilesRemovedAt",
                table: "kernel_job");
        }
    }
}
