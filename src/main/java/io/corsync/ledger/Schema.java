package io.corsync.ledger;

import java.util.List;

import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables and their version.
 */
final class Schema {

	/** In their order: what a database of this version has been through. */
	static final List<String> VERSIONS = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12");

	private final FlywayProperties settings;

	Schema(FlywayProperties settings) {
		this.settings = settings;
	}

	/**
	 * How far a database is.
	 */
	enum Age {

		EMPTY, OLDER, CURRENT

	}

	/**
	 * Tells how far a database is; nothing is changed.
	 * @throws DatabaseException when a newer version of this program has written it
	 */
	Age age(DataSource database) {
		// Flyway takes a tenth of a start to say the same.
		if (VERSIONS.equals(versions(database))) {
			return Age.CURRENT;
		}
		MigrationInfoService info = flyway(database).info();
		MigrationInfo[] applied = info.applied();
		for (MigrationInfo migration : applied) {
			if (migration.getState().isApplied() && !migration.getState().isResolved()) {
				throw new DatabaseException(
						"The database was written by a newer version of this program (it has table version %s). Use that version, or another database."
							.formatted(migration.getVersion()),
						false, null);
			}
		}
		if (applied.length == 0) {
			return Age.EMPTY;
		}
		return (info.pending().length > 0) ? Age.OLDER : Age.CURRENT;
	}

	private List<String> versions(DataSource database) {
		try {
			return JdbcClient.create(database)
				.sql("SELECT \"version\" FROM \"%s\" WHERE \"version\" IS NOT NULL AND \"success\" ORDER BY \"installed_rank\""
					.formatted(table()))
				.query(String.class)
				.list();
		}
		catch (DataAccessException ex) {
			return List.of();
		}
	}

	/**
	 * The version of a database's tables, 0 where there are none.
	 */
	String version(DataSource database) {
		MigrationInfo current = flyway(database).info().current();
		MigrationVersion version = (current != null) ? current.getVersion() : null;
		return (version != null) ? version.getVersion() : "0";
	}

	/**
	 * The table in which the versions stand.
	 */
	String table() {
		return this.settings.getTable();
	}

	/**
	 * Brings the tables up to date.
	 */
	void migrate(DataSource database) {
		flyway(database).migrate();
	}

	/**
	 * Makes the tables as they were in some version.
	 */
	void migrate(DataSource database, String version) {
		configuration(database).target(version).load().migrate();
	}

	private Flyway flyway(DataSource database) {
		return configuration(database).load();
	}

	private FluentConfiguration configuration(DataSource database) {
		return Flyway.configure()
			.dataSource(database)
			.locations(this.settings.getLocations().toArray(String[]::new))
			.table(this.settings.getTable())
			.javaMigrations(new BatchTables(), new NameColumn());
	}

}
