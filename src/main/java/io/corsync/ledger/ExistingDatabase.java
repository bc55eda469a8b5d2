package io.corsync.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

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
		if (!EmbeddedDatabase.isMeantBy(this.url)) {
			HikariDataSource pool = pool(this.url, this.properties.determineUsername(),
					this.properties.determinePassword());
			DatabaseConfiguration.open(pool, this.url);
			return Optional.of(pool);
		}
		EmbeddedDatabase embedded = EmbeddedDatabase.at(this.url);
		if (!embedded.exists()) {
			return Optional.empty();
		}
		HikariDataSource pool = open(embedded);
		embedded.protect();
		return Optional.of(pool);
	}

	// Whoever shares a file first is the server of all who come later, and takes the
	// file from them when it ends. A run that begins meanwhile must not come to that: it
	// waits for the file instead, some seconds.
	private HikariDataSource open(EmbeddedDatabase embedded) {
		String user = this.properties.getUsername();
		String password = this.properties.getPassword();
		user = StringUtils.hasText(user) ? user : EmbeddedDatabase.USER;
		password = StringUtils.hasText(password) ? password : password(embedded.part(".password"));
		HikariDataSource alone = pool(embedded.aloneUrl() + ";IFEXISTS=TRUE", user, password);
		try {
			alone.getConnection().close();
			return alone;
		}
		catch (SQLException | RuntimeException ex) {
			alone.close();
			if (!DatabaseTrouble.inUse(ex)) {
				DatabaseException trouble = DatabaseTrouble.in(ex, this.url);
				throw (trouble != null) ? trouble : new IllegalStateException(ex);
			}
		}
		HikariDataSource shared = pool(embedded.sharedUrl() + ";IFEXISTS=TRUE", user, password);
		DatabaseConfiguration.open(shared, this.url);
		return shared;
	}

	private static HikariDataSource pool(String url, @Nullable String user, @Nullable String password) {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("existing");
		pool.setMaximumPoolSize(2);
		pool.setMinimumIdle(0);
		pool.setReadOnly(true);
		pool.setConnectionTimeout(5000);
		pool.setJdbcUrl(url);
		pool.setUsername(user);
		pool.setPassword(password);
		return pool;
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
