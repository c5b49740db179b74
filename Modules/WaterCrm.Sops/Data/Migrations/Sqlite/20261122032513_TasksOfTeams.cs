using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Sops.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TasksOfTeams : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sops_task_State_SortDue_Id",
                table: "sops_task");

            migrationBuilder.AddColumn<string>(
                name: "Team",
                table: "sops_task",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "For",
                table: "sops_history",
                type: "TEXT",
                maxLength: 200,
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_sops_task_inbox",
                table: "sops_task",
                columns: new[] { "State", "SortDue", "Id", "Role", "Team", "EscalatedTo", "AssigneeId", "LateAt" });

            migrationBuilder.CreateIndex(
                name: "IX_sops_task_Team",
                table: "sops_task",
                column: "Team",
                filter: "\"State\" = 'Open' AND \"Team\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_sops_task_inbox",
                table: "sops_task");

            migrationBuilder.DropIndex(
                name: "IX_sops_task_Team",
                table: "sops_task");

            migrationBuilder.DropColumn(
                name: "Team",
                table: "sops_task");

            migrationBuilder.DropColumn(
                name: "For",
                table: "sops_history");

            migrationBuilder.CreateIndex(
                name: "IX_sops_task_State_SortDue_Id",
                table: "sops_task",
                columns: new[] { "State", "SortDue", "Id" });
        }
    }
}
