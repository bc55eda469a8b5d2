package io.corsync.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Adds the beginning of each name in small letters, with an index, so that a person's
 * words find a row among a million. PostgreSQL has to compare it byte by byte: only then
 * does an index serve a search by beginnings, whatever the database's language is.
 */
final class NameColumn implements JavaMigration {

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("10");
	}

	@Override
	public String getDescription() {
		return "name search";
	}

	@Override
	public @Nullable Integer getChecksum() {
		return null;
	}

	@Override
	public boolean canExecuteInTransaction() {
		return true;
	}

	@Override
	public void migrate(Context context) throws SQLException {
		Connection connection = context.getConnection();
		boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
		try (Statement statement = connection.createStatement()) {
			for (String sql : List.of(
					"ALTER TABLE ledger ADD COLUMN name_key VARCHAR(80)" + (h2 ? "" : " COLLATE \"C\""),
					"UPDATE ledger SET name_key = LOWER(LEFT(name, 80))",
					"CREATE INDEX ledger_by_name ON ledger (target_id, name_key)")) {
				statement.execute(sql);
			}
		}
	}

}
