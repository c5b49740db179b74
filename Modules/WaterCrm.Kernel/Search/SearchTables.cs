using Microsoft.EntityFrameworkCore.Migrations;

namespace WaterCrm.Kernel.Search;

/// <summary>
/// The tables of a scope. SQLite: an FTS5 index that keeps no copy of the text, and a table from its row numbers to subjects.
/// PostgreSQL: one table of word lists under a GIN index. Words come apart already, so neither database's own rules about words matter.
/// </summary>
public static class SearchTables
{
    /// <summary>Makes the tables; call it from the migration of either database.</summary>
    public static void CreateSearchTables(this MigrationBuilder migration, string scope)
    {
        if (migration.IsSqlite())
        {
            migration.Sql($"CREATE TABLE {Documents(scope)} (id INTEGER PRIMARY KEY, subject BLOB NOT NULL UNIQUE)");
            // To the tokenizer "ascii" every letter beyond ASCII is part of a word, also those younger than SQLite's own tables.
            migration.Sql($"CREATE VIRTUAL TABLE {Index(scope)} USING fts5(words, content='', contentless_delete=1, tokenize='ascii')");
        }
        else
        {
            migration.Sql($"CREATE TABLE {Index(scope)} (subject uuid PRIMARY KEY, words tsvector NOT NULL)");
            migration.Sql($"CREATE INDEX {Index(scope)}_words ON {Index(scope)} USING gin (words)");
        }
    }

    public static void DropSearchTables(this MigrationBuilder migration, string scope)
    {
        migration.Sql($"DROP TABLE {Index(scope)}");
        if (migration.IsSqlite()) migration.Sql($"DROP TABLE {Documents(scope)}");
    }

    internal static string Index(string scope) => $"{scope}_search";

    internal static string Documents(string scope) => $"{scope}_doc";
}
