using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MessageTexts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kernel_message_text",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SubjectLine = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Mail = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    Sms = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    App = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Letter = table.Column<string>(type: "TEXT", maxLength: 20000, nullable: false),
                    SmsWithoutAccents = table.Column<bool>(type: "INTEGER", nullable: false),
                    SourceHash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsInForce = table.Column<bool>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChangedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_message_text", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_text_Kind_Language",
                table: "kernel_message_text",
                columns: new[] { "Kind", "Language" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_message_text");
        }
    }
}
