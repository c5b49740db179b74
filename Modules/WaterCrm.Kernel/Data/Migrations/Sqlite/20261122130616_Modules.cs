using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
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
                    feature = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_feature", x => x.feature);
                });

            migrationBuilder.CreateTable(
                name: "kernel_listener",
                columns: table => new
                {
                    listener = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    @event = table.Column<string>(name: "event", type: "TEXT", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_listener", x => x.listener);
                });

            migrationBuilder.CreateTable(
                name: "kernel_module",
                columns: table => new
                {
                    id = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    version = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    prefixes = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    since = table.Column<DateTime>(type: "TEXT", nullable: false)
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
