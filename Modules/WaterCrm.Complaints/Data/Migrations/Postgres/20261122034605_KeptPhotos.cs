using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Complaints.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class KeptPhotos : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            // The kernel is told of the photos that came before it kept account, and roles of the permission that bore another's name.
            migrationBuilder.Sql("INSERT INTO kernel_file (id, sha256) SELECT \"Id\", \"Sha256\" FROM complaints_photo WHERE NOT EXISTS (SELECT 1 FROM kernel_file WHERE id = complaints_photo.\"Id\")");
            migrationBuilder.Sql("UPDATE kernel_role_permission SET \"Permission\" = 'Complaints.Reopen' WHERE \"Permission\" = 'Complaints.Close'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("UPDATE kernel_role_permission SET \"Permission\" = 'Complaints.Close' WHERE \"Permission\" = 'Complaints.Reopen'");
    }
}
