using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Access : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "DemandsSecondFactor",
                table: "kernel_role",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateTime>(
                name: "CodesLockedUntil",
                table: "kernel_person",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "FailedCodes",
                table: "kernel_person",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "LastCodeStep",
                table: "kernel_person",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadOnlyUntil",
                table: "kernel_person",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SecondFactor",
                table: "kernel_person",
                type: "TEXT",
                maxLength: 512,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SecondFactorResetAt",
                table: "kernel_person",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "SecondFactorSince",
                table: "kernel_person",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "kernel_api_key",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Beginning = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_page_view",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Subject = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_page_view", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "kernel_recovery_code",
                columns: table => new
                {
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_recovery_code", x => new { x.PersonId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "kernel_session",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    BegunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_session", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_api_key_Hash",
                table: "kernel_api_key",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_page_view_PersonId_Sequence",
                table: "kernel_page_view",
                columns: new[] { "PersonId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_page_view_Subject_Sequence",
                table: "kernel_page_view",
                columns: new[] { "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_session_LastSeenAt",
                table: "kernel_session",
                column: "LastSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_session_PersonId_LastSeenAt",
                table: "kernel_session",
                columns: new[] { "PersonId", "LastSeenAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_api_key");

            migrationBuilder.DropTable(
                name: "kernel_page_view");

            migrationBuilder.DropTable(
                name: "kernel_recovery_code");

            migrationBuilder.DropTable(
                name: "kernel_session");

            migrationBuilder.DropColumn(
                name: "DemandsSecondFactor",
                table: "kernel_role");

            migrationBuilder.DropColumn(
                name: "CodesLockedUntil",
                table: "kernel_person");

            migrationBuilder.DropColumn(
                name: "FailedCodes",
                table: "kernel_person");

            migrationBuilder.DropColumn(
                name: "LastCodeStep",
                table: "kernel_person");

            migrationBuilder.DropColumn(
                name: "ReadOnlyUntil",
                table: "kernel_person");

            migrationBuilder.DropColumn(
                name: "SecondFactor",
                table: "kernel_person");

            migrationBuilder.DropColumn(
                name: "SecondFactorResetAt",
                table: "kernel_person");

            migrationBuilder.DropColumn(
                name: "SecondFactorSince",
                table: "kernel_person");
        }
    }
}
