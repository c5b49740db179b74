using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
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
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    SubjectLine = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Mail = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    Sms = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    App = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Letter = table.Column<string>(type: "character varying(20000)", maxLength: 20000, nullable: false),
                    SmsWithoutAccents = table.Column<bool>(type: "boolean", nullable: false),
                    SourceHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    IsInForce = table.Column<bool>(type: "boolean", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
