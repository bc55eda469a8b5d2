package io.corsync.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.util.StringUtils;

/**
 * The database that is set, opened as it is: only to be read, and without making
 * directory, file or password where there is none yet.
 */
final class ExistingDatabase {

	private final DataSourceProperties properties;

	private final String url;

	ExistingDatabase(DataSourceProperties properties) {
		this.properties = properties;
		this.url = properties.determineUrl();
	}

	/**
	 * Opens it.
	 * @return to be closed; nothing when it is a file that is not there
	 * @throws DatabaseException when it cannot be opened
	 */
	Optional<HikariDataSource> open() {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("existing");
		pool.setMaximumPoolSize(2);
		pool.setMinimumIdle(0);
		pool.setReadOnly(true);
		pool.setConnectionTimeout(5000);
		if (!EmbeddedDatabase.isMeantBy(this.url)) {
			pool.setJdbcUrl(this.url);
			pool.setUsername(this.properties.determineUsername());
			pool.setPassword(this.properties.determinePassword());
			DatabaseConfiguration.open(pool, this.url);
			return Optional.of(pool);
		}
		EmbeddedDatabase embedded = EmbeddedDatabase.at(this.url);
		if (!embedded.exists()) {
			return Optional.empty();
		}
		open(pool, embedded);
		return Optional.of(pool);
	}

	private void open(HikariDataSource pool, EmbeddedDatabase embedded) {
		pool.setJdbcUrl(embedded.sharedUrl() + ";IFEXISTS=TRUE");
		String user = this.properties.getUsername();
		String password = this.properties.getPassword();
		pool.setUsername(StringUtils.hasText(user) ? user : EmbeddedDatabase.USER);
		pool.setPassword(StringUtils.hasText(password) ? password : password(embedded.part(".password")));
		DatabaseConfiguration.open(pool, this.url);
		embedded.protect();
	}

	private static String password(Path file) {
		try {
			return Files.exists(file) ? Files.readString(file).strip() : "";
		}
		catch (IOException ex) {
			throw new DatabaseException(
					"The password of the database in %s cannot be read: %s. Give this user the right to read it."
						.formatted(file, ex.getMessage()),
					false, ex);
		}
	}

}
