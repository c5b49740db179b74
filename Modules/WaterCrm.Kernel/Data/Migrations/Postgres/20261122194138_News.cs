using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class News : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "CustomerId",
                table: "kernel_suppression",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "How",
                table: "kernel_suppression",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "News",
                table: "kernel_message",
                type: "character varying(64)",
                maxLength: 64,
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

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_news",
                table: "kernel_message",
                columns: new[] { "Recipient", "State", "TriedAt" },
                filter: "\"Topic\" = 'News'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_news_wish_Recipient_Topic",
                table: "kernel_news_wish",
                columns: new[] { "Recipient", "Topic" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_news_turn");

            migrationBuilder.DropTable(
                name: "kernel_news_wish");

            migrationBuilder.DropIndex(
                name: "IX_kernel_message_news",
                table: "kernel_message");

            migrationBuilder.DropColumn(
                name: "CustomerId",
                table: "kernel_suppression");

            migrationBuilder.DropColumn(
                name: "How",
                table: "kernel_suppression");

            migrationBuilder.DropColumn(
                name: "News",
                table: "kernel_message");
        }
    }
}
