using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
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
                type: "character varying(256)",
                maxLength: 256,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "News",
                table: "kernel_message",
                type: "character varying(64)",
                maxLength: 64,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadAt",
                table: "kernel_message",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "kernel_news_turn",
                columns: table => new
                {
                    Recipient = table.Column<string>(type: "character varying(340)", maxLength: 340, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_news_turn", x => x.Recipient);
                });

            migrationBuilder.CreateTable(
                name: "kernel_news_wish",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Recipient = table.Column<string>(type: "character varying(340)", maxLength: 340, nullable: false),
                    Topic = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    IsWanted = table.Column<bool>(type: "boolean", nullable: false),
                    Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    How = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    SourceMessageId = table.Column<Guid>(type: "uuid", nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_news_wish", x => x.Id);
                });

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
                    How = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Note = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_suppression", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_webhook",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    Events = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    Secret = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    PausedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
