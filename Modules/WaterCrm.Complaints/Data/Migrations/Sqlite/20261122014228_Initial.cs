using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WaterCrm.Kernel.Search;

#nullable disable

namespace WaterCrm.Complaints.Data.Migrations.Sqlite
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
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Number = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Year = table.Column<int>(type: "INTEGER", nullable: false),
                    CodeHash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ReportedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Place = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PlaceFolded = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Zone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    CustomerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ContactName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    ContactPhone = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ContactEmail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    TellBy = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CaseId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Group = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    IsOpen = table.Column<bool>(type: "INTEGER", nullable: false),
                    Step = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    DueAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SortAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    Assignee = table.Column<byte[]>(type: "BLOB", nullable: true),
                    WasLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Escalations = table.Column<int>(type: "INTEGER", nullable: false),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReopenUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Resolution = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    Reopened = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ExternalSystem = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    ExternalId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    IsImported = table.Column<bool>(type: "INTEGER", nullable: false),
                    ClosedBeforeOpened = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints_complaint", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "complaints_receipt",
                columns: table => new
                {
                    Form = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ComplaintId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_complaints_receipt", x => x.Form);
                });

            migrationBuilder.CreateTable(
                name: "complaints_addition",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ComplaintId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    IsReopening = table.Column<bool>(type: "INTEGER", nullable: false),
                    Author = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ComplaintId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    ContentType = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
