using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Customers.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class FormsOfAddress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "CalledAs",
                table: "customers_customer",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FormOfAddress",
                table: "customers_customer",
                type: "TEXT",
                maxLength: 20,
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CalledAs",
                table: "customers_customer");

            migrationBuilder.DropColumn(
                name: "FormOfAddress",
                table: "customers_customer");
        }
    }
}
