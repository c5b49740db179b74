using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ByHand : Migration
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

            migrationBuilder.AddColumn<DateTime>(
                name: "ReadAt",
                table: "kernel_message",
                type: "timestamp with time zone",
                nullable: true);

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
                name: "ReadAt",
                table: "kernel_message");
        }
    }
}
