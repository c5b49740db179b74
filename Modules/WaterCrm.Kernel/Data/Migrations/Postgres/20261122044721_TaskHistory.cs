using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class TaskHistory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_kernel_task_run",
                table: "kernel_task_run");

            migrationBuilder.DropColumn(
                name: "succeeded",
                table: "kernel_task_run");

            migrationBuilder.RenameTable(
                name: "kernel_task_run",
                newName: "kernel_task_history");

            migrationBuilder.AlterColumn<DateTime>(
                name: "ended_at",
                table: "kernel_task_history",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "timestamp with time zone",
                oldNullable: true);

            migrationBuilder.AddColumn<long>(
                name: "sequence",
                table: "kernel_task_history",
                type: "bigint",
                nullable: false,
                defaultValue: 0L)
                .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn);

            migrationBuilder.AddPrimaryKey(
                name: "PK_kernel_task_history",
                table: "kernel_task_history",
                column: "sequence");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_task_history_name_sequence",
                table: "kernel_task_history",
                columns: new[] { "name", "sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropPrimaryKey(
                name: "PK_kernel_task_history",
                table: "kernel_task_history");

            migrationBuilder.DropIndex(
                name: "IX_kernel_task_history_name_sequence",
                table: "kernel_task_history");

            migrationBuilder.DropColumn(
                name: "sequence",
                table: "kernel_task_history");

            migrationBuilder.RenameTable(
                name: "kernel_task_history",
                newName: "kernel_task_run");

            migrationBuilder.AlterColumn<DateTime>(
                name: "ended_at",
                table: "kernel_task_run",
                type: "timestamp with time zone",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "timestamp with time zone");

            migrationBuilder.AddColumn<bool>(
                name: "succeeded",
                table: "kernel_task_run",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddPrimaryKey(
                name: "PK_kernel_task_run",
                table: "kernel_task_run",
                column: "name");
        }
    }
}
