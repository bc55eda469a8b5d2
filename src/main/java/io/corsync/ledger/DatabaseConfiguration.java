package io.corsync.ledger;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;

import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * Opens the database that is set, H2 with its own care, and brings its tables up to date.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

	@Bean
	DataSource dataSource(DataSourceProperties properties) {
		String url = properties.determineUrl();
		HikariDataSource pool = properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		pool.setPoolName("database");
		pool.setMaximumPoolSize(6);
		// Fails at once instead of after 30 s: whoever waits is told, and starts again.
		pool.setConnectionTimeout(5000);
		if (EmbeddedDatabase.isMeantBy(url)) {
			EmbeddedDatabase embedded = EmbeddedDatabase.at(url);
			String password = embedded.prepare();
			if (!StringUtils.hasText(properties.getUsername())) {
				pool.setUsername("corsync");
			}
			if (!StringUtils.hasText(properties.getPassword())) {
				pool.setPassword(password);
			}
			pool.setJdbcUrl(embedded.sharedUrl());
			open(pool, url);
			embedded.protect();
		}
		else {
			open(pool, url);
		}
		return pool;
	}

	private static void open(HikariDataSource pool, String url) {
		try (Connection connection = pool.getConnection()) {
			connection.isValid(5);
		}
		catch (SQLException ex) {
			pool.close();
			DatabaseException trouble = DatabaseTrouble.in(ex, url);
			throw (trouble != null) ? trouble
					: new DatabaseException("The database %s cannot be opened: %s. Check spring.datasource.url."
						.formatted(url, ex.getMessage()), false, ex);
		}
	}

	@Bean
	FlywayMigrationStrategy migration() {
		return (flyway) -> {
			requireKnownVersion(flyway);
			flyway.migrate();
		};
	}

	private static void requireKnownVersion(Flyway flyway) {
		for (MigrationInfo migration : flyway.info().applied()) {
			if (migration.getState().isApplied() && !migration.getState().isResolved()) {
				throw new DatabaseException(
						"The database was written by a newer version of this program (it has table version %s). Use that version, or another database."
							.formatted(migration.getVersion()),
						false, null);
			}
		}
	}

}
