using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Audit : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_kernel_audit_subject_sequence",
                table: "kernel_audit");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_audit_action_at_sequence",
                table: "kernel_audit",
                columns: new[] { "action", "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_audit_actor_id_at_sequence",
                table: "kernel_audit",
                columns: new[] { "actor_id", "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_audit_actor_name_at_sequence",
                table: "kernel_audit",
                columns: new[] { "actor_name", "at", "sequence" },
                filter: "actor_id IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_audit_at_sequence",
                table: "kernel_audit",
                columns: new[] { "at", "sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_audit_subject_at_sequence",
                table: "kernel_audit",
                columns: new[] { "subject", "at", "sequence" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_kernel_audit_action_at_sequence",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "IX_kernel_audit_actor_id_at_sequence",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "IX_kernel_audit_actor_name_at_sequence",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "IX_kernel_audit_at_sequence",
                table: "kernel_audit");

            migrationBuilder.DropIndex(
                name: "IX_kernel_audit_subject_at_sequence",
                table: "kernel_audit");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_audit_subject_sequence",
                table: "kernel_audit",
                columns: new[] { "subject", "sequence" });
        }
    }
}
