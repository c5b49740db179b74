using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace WaterCrm.Kernel.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
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
                name: "kernel_api_key",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Beginning = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    Scopes = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    MadeBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    OwnerId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    RevokedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastUsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_api_key", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_audit",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    action = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    actor_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    actor_name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    subject = table.Column<byte[]>(type: "BLOB", nullable: true),
                    changes = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_audit", x => x.sequence);
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
                name: "kernel_duty_call",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Link = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    RaisedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    RaisedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    NextAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedById = table.Column<byte[]>(type: "BLOB", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_duty_call", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_feedback",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Page = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Release = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: true),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Note = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    DoneAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    DoneBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_feedback", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_file",
                columns: table => new
                {
                    id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_file", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_inbox",
                columns: table => new
                {
                    listener = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    subject = table.Column<byte[]>(type: "BLOB", nullable: false),
                    state = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    tries = table.Column<int>(type: "INTEGER", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    failure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_inbox", x => new { x.listener, x.sequence });
                });

            migrationBuilder.CreateTable(
                name: "kernel_job",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Parameters = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CreatedBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    CreatedById = table.Column<byte[]>(type: "BLOB", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Checkpoint = table.Column<string>(type: "TEXT", nullable: true),
                    Done = table.Column<long>(type: "INTEGER", nullable: false),
                    Total = table.Column<long>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", nullable: true),
                    Result = table.Column<string>(type: "TEXT", nullable: true),
                    CancelAsked = table.Column<bool>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    HeldBy = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    HeldUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FilesRemovedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_job", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_lease",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    holder = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_lease", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "kernel_number",
                columns: table => new
                {
                    kind = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    year = table.Column<int>(type: "INTEGER", nullable: false),
                    last = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_number", x => new { x.kind, x.year });
                });

            migrationBuilder.CreateTable(
                name: "kernel_one_time_link",
                columns: table => new
                {
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_one_time_link", x => new { x.Purpose, x.PersonId });
                });

            migrationBuilder.CreateTable(
                name: "kernel_outbox",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    subject = table.Column<byte[]>(type: "BLOB", nullable: false),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    occurred_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    written_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_outbox", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "kernel_page_view",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Subject = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_page_view", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "kernel_person",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SignInName = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    SignInKey = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "TEXT", maxLength: 400, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Language = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSignedInAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ReadOnlyUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SecondFactor = table.Column<string>(type: "TEXT", maxLength: 512, nullable: true),
                    SecondFactorSince = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastCodeStep = table.Column<long>(type: "INTEGER", nullable: false),
                    FailedCodes = table.Column<int>(type: "INTEGER", nullable: false),
                    CodesLockedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SecondFactorResetAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_person", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_recovery_code",
                columns: table => new
                {
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_recovery_code", x => new { x.PersonId, x.Hash });
                });

            migrationBuilder.CreateTable(
                name: "kernel_role",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    HoldsEverything = table.Column<bool>(type: "INTEGER", nullable: false),
                    DemandsSecondFactor = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_role", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_session",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    BegunAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSeenAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Agent = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    ConfirmedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_session", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "kernel_setting",
                columns: table => new
                {
                    key = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    json = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    changed_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    changed_by = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_setting", x => x.key);
                });

            migrationBuilder.CreateTable(
                name: "kernel_sign_in_tries",
                columns: table => new
                {
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Wrong = table.Column<int>(type: "INTEGER", nullable: false),
                    Locks = table.Column<int>(type: "INTEGER", nullable: false),
                    LockedUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_sign_in_tries", x => new { x.PersonId, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "kernel_task_history",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    name = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    failure = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_task_history", x => x.sequence);
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
                name: "kernel_duty_call_rung",
                columns: table => new
                {
                    CallId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CalledAt = table.Column<DateTime>(type: "TEXT", nullable: true)
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
                name: "kernel_person_role",
                columns: table => new
                {
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    RoleId = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_person_role", x => new { x.PersonId, x.RoleId });
                    table.ForeignKey(
                        name: "FK_kernel_person_role_kernel_person_PersonId",
                        column: x => x.PersonId,
                        principalTable: "kernel_person",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_kernel_person_role_kernel_role_RoleId",
                        column: x => x.RoleId,
                        principalTable: "kernel_role",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "kernel_role_permission",
                columns: table => new
                {
                    RoleId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Permission = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    IsGranted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_kernel_role_permission", x => new { x.RoleId, x.Permission });
                    table.ForeignKey(
                        name: "FK_kernel_role_permission_kernel_role_RoleId",
                        column: x => x.RoleId,
                        principalTable: "kernel_role",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "kernel_shift",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    TeamId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    From = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<TimeOnly>(type: "TEXT", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    Needs = table.Column<int>(type: "INTEGER", nullable: false),
                    HasOnCall = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsClosed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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

            migrationBuilder.CreateTable(
                name: "kernel_roster",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ShiftId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Duty = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    PersonId = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
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
                name: "IX_kernel_absence_Until",
                table: "kernel_absence",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_api_key_Hash",
                table: "kernel_api_key",
                column: "Hash",
                unique: true);

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

            migrationBuilder.CreateIndex(
                name: "IX_kernel_branch_SortKey_Id",
                table: "kernel_branch",
                columns: new[] { "SortKey", "Id" });

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
                name: "IX_kernel_feedback_At_Id",
                table: "kernel_feedback",
                columns: new[] { "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_feedback_State_At_Id",
                table: "kernel_feedback",
                columns: new[] { "State", "At", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_file_sha256",
                table: "kernel_file",
                column: "sha256");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_inbox_listener_subject_sequence",
                table: "kernel_inbox",
                columns: new[] { "listener", "subject", "sequence" },
                filter: "state <> 'Done'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_inbox_pending",
                table: "kernel_inbox",
                column: "sequence",
                filter: "state = 'Pending'");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_job_CreatedAt",
                table: "kernel_job",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_job_State_CreatedAt",
                table: "kernel_job",
                columns: new[] { "State", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_outbox_written_at",
                table: "kernel_outbox",
                column: "written_at");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_page_view_PersonId_Sequence",
                table: "kernel_page_view",
                columns: new[] { "PersonId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_page_view_Subject_Sequence",
                table: "kernel_page_view",
                columns: new[] { "Subject", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_person_NameKey_SignInKey",
                table: "kernel_person",
                columns: new[] { "NameKey", "SignInKey" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_person_SignInKey",
                table: "kernel_person",
                column: "SignInKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_kernel_person_role_RoleId",
                table: "kernel_person_role",
                column: "RoleId");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_role_Name",
                table: "kernel_role",
                column: "Name",
                unique: true);

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
                name: "IX_kernel_session_LastSeenAt",
                table: "kernel_session",
                column: "LastSeenAt");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_session_PersonId_LastSeenAt",
                table: "kernel_session",
                columns: new[] { "PersonId", "LastSeenAt" });

            migrationBuilder.CreateIndex(
                name: "IX_kernel_shift_TeamId",
                table: "kernel_shift",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_kernel_task_history_name_sequence",
                table: "kernel_task_history",
                columns: new[] { "name", "sequence" });

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
                name: "kernel_api_key");

            migrationBuilder.DropTable(
                name: "kernel_audit");

            migrationBuilder.DropTable(
                name: "kernel_duty_call_rung");

            migrationBuilder.DropTable(
                name: "kernel_feedback");

            migrationBuilder.DropTable(
                name: "kernel_file");

            migrationBuilder.DropTable(
                name: "kernel_inbox");

            migrationBuilder.DropTable(
                name: "kernel_job");

            migrationBuilder.DropTable(
                name: "kernel_lease");

            migrationBuilder.DropTable(
                name: "kernel_number");

            migrationBuilder.DropTable(
                name: "kernel_one_time_link");

            migrationBuilder.DropTable(
                name: "kernel_outbox");

            migrationBuilder.DropTable(
                name: "kernel_page_view");

            migrationBuilder.DropTable(
                name: "kernel_person_role");

            migrationBuilder.DropTable(
                name: "kernel_recovery_code");

            migrationBuilder.DropTable(
                name: "kernel_role_permission");

            migrationBuilder.DropTable(
                name: "kernel_roster");

            migrationBuilder.DropTable(
                name: "kernel_session");

            migrationBuilder.DropTable(
                name: "kernel_setting");

            migrationBuilder.DropTable(
                name: "kernel_sign_in_tries");

            migrationBuilder.DropTable(
                name: "kernel_task_history");

            migrationBuilder.DropTable(
                name: "kernel_team_member");

            migrationBuilder.DropTable(
                name: "kernel_duty_call");

            migrationBuilder.DropTable(
                name: "kernel_person");

            migrationBuilder.DropTable(
                name: "kernel_role");

            migrationBuilder.DropTable(
                name: "kernel_shift");

            migrationBuilder.DropTable(
                name: "kernel_team");

            migrationBuilder.DropTable(
                name: "kernel_branch");
        }
    }
}
