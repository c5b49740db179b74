using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class MessageWays : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "HandledBy",
                table: "kernel_message",
                type: "TEXT",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "News",
                table: "kernel_message",
                type: "TEXT",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadAt",
                table: "kernel_message",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "kernel_news_turn",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 340, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_news_turn", x => x.Recipient);
                });

            migrationBuilder.CreateTable(
                name: "kernel_news_wish",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 320, nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", maxLength: 340, nullable: false),
                    Topic = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsWanted = table.Column<bool>(type: "INTEGER", nullable: false),
                    Since = table.Column<DateTime>(type: "TEXT", nullable: false),
                    How = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    SourceMessageId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_news_wish", x => x.Id);
                });

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
                    How = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_suppression", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_webhook",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Events = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    Secret = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PausedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_webhook", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_Channel_CreatedAt_Id",
                table: "kernel_message",
                columns: new[] { "Channel", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_news",
                table: "kernel_message",
                columns: new[] { "Recipient", "State", "TriedAt" },
                filter: "\"Topic\" = 'News'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_PersonId_Channel_ReadAt",
                table: "kernel_message",
                columns: new[] { "PersonId", "Channel", "ReadAt" },
                filter: "\"PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_thread",
                table: "kernel_message",
                columns: new[] { "Recipient", "SubjectKind", "SubjectId", "TriedAt" },
                filter: "\"Reference\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_news_wish_Recipient_Topic",
                table: "kernel_news_wish",
                columns: new[] { "Recipient", "Topic" },
                unique: true);

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
                name: "kernel_news_turn");

            migrationBuilder.DropTable(
                name: "kernel_news_wish");

            migrationBuilder.DropTable(
                name: "kernel_received_mail");

            migrationBuilder.DropTable(
                name: "kernel_suppression");

            migrationBuilder.DropTable(
                name: "kernel_webhook");

            migrationBuilder.DropIndex(
                name: "IX_kernel_message_Channel_CreatedAt_Id",
                table: "kernel_message");

            migrationBuilder.DropIndex(
                name: "IX_kernel_message_news",
                table: "kernel_message");

            migrationBuilder.DropIndex(
                name: "IX_kernel_message_PersonId_Channel_ReadAt",
                table: "kernel_message");

            migrationBuilder.DropIndex(
                name: "IX_kernel_message_thread",
                table: "kernel_message");

            migrationBuilder.DropColumn(
                name: "HandledBy",
                table: "kernel_message");

            migrationBuilder.DropColumn(
                name: "News",
                table: "kernel_message");

            migrationBuilder.DropColumn(
                name: "ReadAt",
                table: "kernel_message");
        }
    }
}
