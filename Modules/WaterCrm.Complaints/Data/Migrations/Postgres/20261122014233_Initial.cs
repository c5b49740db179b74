using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WaterCrm.Kernel.Search;

#nullable disable

namespace WaterCrm.Complaints.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "complaints_complaint",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(24)", maxLength: 24, nullable: false, collation: "C"),
                    Year = table.Column<int>(type: "integer", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ReportedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Language = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    Place = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    PlaceFolded = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Zone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Latitude = table.Column<double>(type: "double precision", nullable: true),
                    Longitude = table.Column<double>(type: "double precision", nullable: true),
                    Text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    ContactName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ContactPhone = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ContactEmail = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    TellBy = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Group = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    IsOpen = table.Column<bool>(type: "boolean", nullable: false),
                    Step = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SortAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Role = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Assignee = table.Column<Guid>(type: "uuid", nullable: true),
                    WasLate = table.Column<bool>(type: "boolean", nullable: false),
                    Escalations = table.Column<int>(type: "integer", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReopenUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Resolution = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    Reopened = table.Column<int>(type: "integer", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ExternalSystem = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    ExternalId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    IsImported = table.Column<bool>(type: "boolean", nullable: false),
                    ClosedBeforeOpened = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints_complaint", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "complaints_receipt",
                columns: table => new
                {
                    Form = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    ComplaintId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints_receipt", x => x.Form);
                });

            migrationBuilder.CreateTable(
                name: "complaints_addition",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ComplaintId = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Text = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    IsReopening = table.Column<bool>(type: "boolean", nullable: false),
                    Author = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints_addition", x => x.Id);
                    table.ForeignKey(
                        name: "FK_complaints_addition_complaints_complaint_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "complaints_complaint",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "complaints_photo",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ComplaintId = table.Column<Guid>(type: "uuid", nullable: false),
                    Ordinal = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints_photo", x => x.Id);
                    table.ForeignKey(
                        name: "FK_complaints_photo_complaints_complaint_ComplaintId",
                        column: x => x.ComplaintId,
                        principalTable: "complaints_complaint",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_addition_ComplaintId_At",
                table: "complaints_addition",
                columns: new[] { "ComplaintId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_CodeHash",
                table: "complaints_complaint",
                column: "CodeHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_CustomerId_ReportedAt",
                table: "complaints_complaint",
                columns: new[] { "CustomerId", "ReportedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_ExternalSystem_ExternalId",
                table: "complaints_complaint",
                columns: new[] { "ExternalSystem", "ExternalId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_IsOpen_Assignee_SortAt_Number",
                table: "complaints_complaint",
                columns: new[] { "IsOpen", "Assignee", "SortAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_IsOpen_Channel_SortAt_Number_Assignee",
                table: "complaints_complaint",
                columns: new[] { "IsOpen", "Channel", "SortAt", "Number", "Assignee" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_IsOpen_Kind_SortAt_Number_Assignee",
                table: "complaints_complaint",
                columns: new[] { "IsOpen", "Kind", "SortAt", "Number", "Assignee" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_IsOpen_SortAt_Number",
                table: "complaints_complaint",
                columns: new[] { "IsOpen", "SortAt", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_IsOpen_Zone_SortAt_Number_Assignee",
                table: "complaints_complaint",
                columns: new[] { "IsOpen", "Zone", "SortAt", "Number", "Assignee" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_Number",
                table: "complaints_complaint",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_complaints_complaint_PlaceFolded_ReportedAt",
                table: "complaints_complaint",
                columns: new[] { "PlaceFolded", "ReportedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_complaints_photo_ComplaintId_Ordinal",
                table: "complaints_photo",
                columns: new[] { "ComplaintId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateSearchTables("complaints");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropSearchTables("complaints");

            migrationBuilder.DropTable(
                name: "complaints_addition");

            migrationBuilder.DropTable(
                name: "complaints_photo");

            migrationBuilder.DropTable(
                name: "complaints_receipt");

            migrationBuilder.DropTable(
                name: "complaints_complaint");
        }
    }
}
