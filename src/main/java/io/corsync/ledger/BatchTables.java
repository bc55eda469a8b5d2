package io.corsync.ledger;

import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * Creates Spring Batch's tables from the script that its own jar brings, so that Flyway
 * knows of all tables and nobody copies scripts.
 */
final class BatchTables implements JavaMigration {

	@Override
	public MigrationVersion getVersion() {
		return MigrationVersion.fromVersion("1");
	}

	@Override
	public String getDescription() {
		return "spring batch";
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
	public void migrate(Context context) throws Exception {
		String platform = DatabaseDriver.fromJdbcUrl(context.getConnection().getMetaData().getURL()).getId();
		ScriptUtils.executeSqlScript(context.getConnection(),
				new ClassPathResource("org/springframework/batch/core/schema-%s.sql".formatted(platform)));
	}

}
