using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Teams : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kernel_absence",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SubstituteId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    EnteredById = table.Column<byte[]>(type: "BLOB", nullable: true),
                    IsCancelled = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_absence", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_branch",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    HeadId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_branch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_team",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Code = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SortKey = table.Column<string>(type: "TEXT", maxLength: 800, nullable: false),
                    BranchId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    HeadId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    OpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_team", x => x.Id);
                    table.ForeignKey(
                        name: "FK_kernel_team_kernel_branch_BranchId",
                        column: x => x.BranchId,
                        principalTable: "kernel_branch",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_team_member",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    TeamId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_team_member", x => x.Id);
                    table.ForeignKey(
                        name: "FK_kernel_team_member_kernel_team_TeamId",
                        column: x => x.TeamId,
                        principalTable: "kernel_team",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_absence_Until",
                table: "kernel_absence",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_branch_SortKey_Id",
                table: "kernel_branch",
                columns: new[] { "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_team_BranchId",
                table: "kernel_team",
                column: "BranchId");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_team_Code",
                table: "kernel_team",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_team_HeadId",
                table: "kernel_team",
                column: "HeadId");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_team_SortKey_Id",
                table: "kernel_team",
                columns: new[] { "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_team_member_PersonId_Until",
                table: "kernel_team_member",
                columns: new[] { "PersonId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_team_member_TeamId",
                table: "kernel_team_member",
                column: "TeamId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_absence");

            migrationBuilder.DropTable(
                name: "kernel_team_member");

            migrationBuilder.DropTable(
                name: "kernel_team");

            migrationBuilder.DropTable(
                name: "kernel_branch");
        }
    }
}
