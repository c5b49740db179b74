using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
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
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    ReceivedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    FromName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Attachments = table.Column<string>(type: "TEXT", nullable: true),
                    OwnMessageId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 340, nullable: true),
                    IsHard = table.Column<bool>(type: "INTEGER", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_received_mail", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_suppression",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 340, nullable: false),
                    Topic = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SourceMessageId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
