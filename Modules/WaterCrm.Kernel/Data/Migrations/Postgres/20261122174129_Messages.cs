using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Messages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kernel_message",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Purpose = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    SubjectKind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false),
                    Recipient = table.Column<string>(type: "character varying(340)", maxLength: 340, nullable: false),
                    Channel = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Address = table.Column<string>(type: "character varying(320)", maxLength: 320, nullable: false),
                    Domain = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Topic = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Title = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Priority = table.Column<int>(type: "integer", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UselessAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    CreatedBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    TriedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    HeldBy = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: true),
                    Reference = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true),
                    Failure = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Parts = table.Column<int>(type: "integer", nullable: false),
                    Cost = table.Column<long>(type: "bigint", nullable: true),
                    Repeats = table.Column<Guid>(type: "uuid", nullable: true),
                    Reason = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_message", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "kernel_message_content",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "uuid", nullable: false),
                    IsSealed = table.Column<bool>(type: "boolean", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Html = table.Column<string>(type: "text", nullable: true),
                    Headers = table.Column<string>(type: "text", nullable: true),
                    Attachments = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_message_content", x => x.MessageId);
                    table.ForeignKey(
                        name: "FK_kernel_message_content_kernel_message_MessageId",
                        column: x => x.MessageId,
                        principalTable: "kernel_message",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_Channel_TriedAt_Domain",
                table: "kernel_message",
                columns: new[] { "Channel", "TriedAt", "Domain" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_CreatedAt_Id",
                table: "kernel_message",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_CustomerId_CreatedAt",
                table: "kernel_message",
                columns: new[] { "CustomerId", "CreatedAt" },
                filter: "\"CustomerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_next",
                table: "kernel_message",
                columns: new[] { "Channel", "Priority", "DueAt", "Id" },
                filter: "\"State\" = 'Queued'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_PersonId_CreatedAt",
                table: "kernel_message",
                columns: new[] { "PersonId", "CreatedAt" },
                filter: "\"PersonId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_Purpose_SubjectKind_SubjectId_Recipient",
                table: "kernel_message",
                columns: new[] { "Purpose", "SubjectKind", "SubjectId", "Recipient" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_Reference",
                table: "kernel_message",
                column: "Reference",
                filter: "\"Reference\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_State_CreatedAt_Id",
                table: "kernel_message",
                columns: new[] { "State", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_SubjectKind_SubjectId_CreatedAt",
                table: "kernel_message",
                columns: new[] { "SubjectKind", "SubjectId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_under_way",
                table: "kernel_message",
                column: "HeldBy",
                filter: "\"State\" = 'Sending'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_message_UselessAt",
                table: "kernel_message",
                column: "UselessAt",
                filter: "\"State\" = 'Queued' AND \"UselessAt\" IS NOT NULL");

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
                name: "kernel_message_content");

            migrationBuilder.DropTable(
                name: "kernel_message_text");

            migrationBuilder.DropTable(
                name: "kernel_message");
        }
    }
}
