using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Modules : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "kernel_feature",
                columns: table => new
                {
                    feature = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_feature", x => x.feature);
                });

            migrationBuilder.CreateTable(
                name: "kernel_listener",
                columns: table => new
                {
                    listener = table.Column<string>(type: "character varying(256)", maxLength: 256, nullable: false),
                    @event = table.Column<string>(name: "event", type: "character varying(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_listener", x => x.listener);
                });

            migrationBuilder.CreateTable(
                name: "kernel_module",
                columns: table => new
                {
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    version = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    prefixes = table.Column<string>(type: "character varying(400)", maxLength: 400, nullable: false),
                    since = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_module", x => x.id);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "kernel_feature");

            migrationBuilder.DropTable(
                name: "kernel_listener");

            migrationBuilder.DropTable(
                name: "kernel_module");
        }
    }
}
