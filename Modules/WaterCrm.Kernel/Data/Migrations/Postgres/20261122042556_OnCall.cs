using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OnCall : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kernel_duty_call",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Link = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    RaisedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RaisedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    NextAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "uuid", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_duty_call", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_shift",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    TeamId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    Until = table.Column<TimeOnly>(type: "time without time zone", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    Needs = table.Column<int>(type: "integer", nullable: false),
                    HasOnCall = table.Column<bool>(type: "boolean", nullable: false),
                    IsClosed = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_shift", x => x.Id);
                    table.ForeignKey(
                        name: "FK_kernel_shift_kernel_team_TeamId",
                        column: x => x.TeamId,
                        principalTable: "kernel_team",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_duty_call_rung",
                columns: table => new
                {
                    CallId = table.Column<Guid>(type: "uuid", nullable: false),
                    Place = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    CalledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_duty_call_rung", x => new { x.CallId, x.Place });
                    table.ForeignKey(
                        name: "FK_kernel_duty_call_rung_kernel_duty_call_CallId",
                        column: x => x.CallId,
                        principalTable: "kernel_duty_call",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kernel_roster",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ShiftId = table.Column<Guid>(type: "uuid", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    Duty = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_roster", x => x.Id);
                    table.ForeignKey(
                        name: "FK_kernel_roster_kernel_shift_ShiftId",
                        column: x => x.ShiftId,
                        principalTable: "kernel_shift",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_duty_call_NextAt",
                table: "kernel_duty_call",
                column: "NextAt",
                filter: "\"NextAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_duty_call_open",
                table: "kernel_duty_call",
                column: "State",
                filter: "\"State\" <> 'Acknowledged'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_duty_call_RaisedAt",
                table: "kernel_duty_call",
                column: "RaisedAt");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_roster_Day_ShiftId_PersonId",
                table: "kernel_roster",
                columns: new[] { "Day", "ShiftId", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_roster_PersonId_Day",
                table: "kernel_roster",
                columns: new[] { "PersonId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_roster_ShiftId",
                table: "kernel_roster",
                column: "ShiftId");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_shift_TeamId",
                table: "kernel_shift",
                column: "TeamId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_duty_call_rung");

            migrationBuilder.DropTable(
                name: "kernel_roster");

            migrationBuilder.DropTable(
                name: "kernel_duty_call");

            migrationBuilder.DropTable(
                name: "kernel_shift");
        }
    }
}
