using System;
using Microsoft.EntityFrameworkCore.Migrations;
using WaterCrm.Kernel.Search;

#nullable disable

namespace WaterCrm.Customers.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "customers_customer",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    FoldedName = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    SortKey = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    Note = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: true),
                    IsPriority = table.Column<bool>(type: "boolean", nullable: false),
                    IsKeyCustomer = table.Column<bool>(type: "boolean", nullable: false),
                    ZoneId = table.Column<Guid>(type: "uuid", nullable: true),
                    RecordedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_customer", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "customers_zone",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    SortKey = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    NameEn = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameVi = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    NameZh = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_zone", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "customers_email",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_email", x => x.Id);
                    table.ForeignKey(
                        name: "FK_customers_email_customers_customer_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "customers_customer",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customers_interaction",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Direction = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    Channel = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    SubjectKind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: true),
                    SubjectName = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Summary = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    AuthorId = table.Column<Guid>(type: "uuid", nullable: true),
                    AuthorName = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_interaction", x => x.Id);
                    table.ForeignKey(
                        name: "FK_customers_interaction_customers_customer_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "customers_customer",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_phone",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Typed = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_phone", x => x.Id);
                    table.ForeignKey(
                        name: "FK_customers_phone_customers_customer_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "customers_customer",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "customers_premises",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    FoldedAddress = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false, collation: "C"),
                    ZoneId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_premises", x => x.Id);
                    table.ForeignKey(
                        name: "FK_customers_premises_customers_zone_ZoneId",
                        column: x => x.ZoneId,
                        principalTable: "customers_zone",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "customers_customer_premises",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PremisesId = table.Column<Guid>(type: "uuid", nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_customers_customer_premises", x => x.Id);
                    table.ForeignKey(
                        name: "FK_customers_customer_premises_customers_customer_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "customers_customer",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_customers_customer_premises_customers_premises_PremisesId",
                        column: x => x.PremisesId,
                        principalTable: "customers_premises",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_Code",
                table: "customers_customer",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_FoldedName",
                table: "customers_customer",
                column: "FoldedName");

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_Kind_SortKey_Id",
                table: "customers_customer",
                columns: new[] { "Kind", "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_SortKey_Id",
                table: "customers_customer",
                columns: new[] { "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_ZoneId_SortKey_Id",
                table: "customers_customer",
                columns: new[] { "ZoneId", "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_key_customer",
                table: "customers_customer",
                columns: new[] { "SortKey", "Id" },
                filter: "\"IsKeyCustomer\"");

            migrationBuilder.CreateIndex(
                name: "IX_customers_priority",
                table: "customers_customer",
                columns: new[] { "SortKey", "Id" },
                filter: "\"IsPriority\"");

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_premises_CustomerId_From",
                table: "customers_customer_premises",
                columns: new[] { "CustomerId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_premises_CustomerId_PremisesId",
                table: "customers_customer_premises",
                columns: new[] { "CustomerId", "PremisesId" },
                unique: true,
                filter: "\"To\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_customers_customer_premises_PremisesId_From",
                table: "customers_customer_premises",
                columns: new[] { "PremisesId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_email_CustomerId",
                table: "customers_email",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_customers_interaction_CustomerId_At_Id",
                table: "customers_interaction",
                columns: new[] { "CustomerId", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_interaction_SubjectId_At",
                table: "customers_interaction",
                columns: new[] { "SubjectId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_phone_CustomerId",
                table: "customers_phone",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_customers_phone_Number_CustomerId",
                table: "customers_phone",
                columns: new[] { "Number", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_premises_FoldedAddress_Id",
                table: "customers_premises",
                columns: new[] { "FoldedAddress", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_customers_premises_ZoneId",
                table: "customers_premises",
                column: "ZoneId");

            migrationBuilder.CreateIndex(
                name: "IX_customers_zone_Code",
                table: "customers_zone",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_customers_zone_SortKey",
                table: "customers_zone",
                column: "SortKey");

            migrationBuilder.CreateSearchTables("customers");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropSearchTables("customers");

            migrationBuilder.DropTable(
                name: "customers_customer_premises");

            migrationBuilder.DropTable(
                name: "customers_email");

            migrationBuilder.DropTable(
                name: "customers_interaction");

            migrationBuilder.DropTable(
                name: "customers_phone");

            migrationBuilder.DropTable(
                name: "customers_premises");

            migrationBuilder.DropTable(
                name: "customers_customer");

            migrationBuilder.DropTable(
                name: "customers_zone");
        }
    }
}
