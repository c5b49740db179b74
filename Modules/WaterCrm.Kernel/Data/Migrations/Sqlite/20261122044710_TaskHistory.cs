using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
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

            migrationBuilder.RenameTable(
                name: "kernel_task_run",
                newName: "kernel_task_history");

            migrationBuilder.RenameColumn(
                name: "succeeded",
                table: "kernel_task_history",
                newName: "sequence");

            migrationBuilder.AlterColumn<DateTime>(
                name: "ended_at",
                table: "kernel_task_history",
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified),
                oldClrType: typeof(DateTime),
                oldType: "TEXT",
                oldNullable: true);

            migrationBuilder.AlterColumn<long>(
                name: "sequence",
                table: "kernel_task_history",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(bool),
                oldType: "INTEGER")
                .Annotation("Sqlite:Autoincrement", true);

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

            migrationBuilder.RenameTable(
                name: "kernel_task_history",
                newName: "kernel_task_run");

            migrationBuilder.RenameColumn(
                name: "sequence",
                table: "kernel_task_run",
                newName: "succeeded");

            migrationBuilder.AlterColumn<DateTime>(
                name: "ended_at",
                table: "kernel_task_run",
                type: "TEXT",
                nullable: true,
                oldClrType: typeof(DateTime),
                oldType: "TEXT");

            migrationBuilder.AlterColumn<bool>(
                name: "succeeded",
                table: "kernel_task_run",
                type: "INTEGER",
                nullable: false,
                oldClrType: typeof(long),
                oldType: "INTEGER")
                .OldAnnotation("Sqlite:Autoincrement", true);

            migrationBuilder.AddPrimaryKey(
                name: "PK_kernel_task_run",
                table: "kernel_task_run",
                column: "name");
        }
    }
}
