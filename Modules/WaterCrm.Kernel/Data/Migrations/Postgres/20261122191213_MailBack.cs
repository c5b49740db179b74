using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class MailBack : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kernel_received_mail",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    MessageId = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    From = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    FromName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Attachments = table.Column<string>(type: "text", nullable: true),
                    OwnMessageId = table.Column<Guid>(type: "uuid", nullable: true),
                    Recipient = table.Column<string>(type: "character varying(340)", maxLength: 340, nullable: true),
                    IsHard = table.Column<bool>(type: "boolean", nullable: false),
                    Note = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_received_mail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_suppression",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Recipient = table.Column<string>(type: "character varying(340)", maxLength: 340, nullable: false),
                    Topic = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SourceMessageId = table.Column<Guid>(type: "uuid", nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_suppression", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_received_mail_hard",
                table: "kernel_received_mail",
                columns: new[] { "Recipient", "ReceivedAt" },
                filter: "\"IsHard\"");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_received_mail_Key",
                table: "kernel_received_mail",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_received_mail_OwnMessageId",
                table: "kernel_received_mail",
                column: "OwnMessageId",
                filter: "\"OwnMessageId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_received_mail_ReceivedAt_Id",
                table: "kernel_received_mail",
                columns: new[] { "ReceivedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_suppression_Recipient_Topic",
                table: "kernel_suppression",
                columns: new[] { "Recipient", "Topic" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_suppression_Since_Id",
                table: "kernel_suppression",
                columns: new[] { "Since", "Id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_received_mail");

            migrationBuilder.DropTable(
                name: "kernel_suppression");
        }
    }
}
