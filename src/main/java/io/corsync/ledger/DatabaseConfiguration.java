package io.corsync.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * The database: a pool large enough for the run, its heartbeat and the intake of rows,
 * and tables of this program's version.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "cor-sync.copy", havingValue = false, matchIfMissing = true)
@EnableConfigurationProperties(LedgerProperties.class)
public class DatabaseConfiguration {

	private static final Logger log = LoggerFactory.getLogger(DatabaseConfiguration.class);

	/**
	 * PostgreSQL ends the session of a frozen process that holds a lock; none of our
	 * transactions waits for anything else than the database.
	 */
	private static final String NO_FROZEN_LOCKS = "SET idle_in_transaction_session_timeout = '20s'";

	/** Whoever copies an H2 file has it alone for some seconds. */
	private static final Duration COPYING = Duration.ofSeconds(10);

	@Bean
	LazyDatabase dataSource(DataSourceProperties properties, FlywayProperties migrations, DatabaseAccess access,
			LedgerProperties ledger) {
		return ready(properties, migrations, access, ledger.allowEphemeral());
	}

	private static LazyDatabase ready(DataSourceProperties properties, FlywayProperties migrations,
			DatabaseAccess access, boolean ephemeral) {
		String url = properties.determineUrl();
		Schema schema = new Schema(migrations);
		if (EmbeddedDatabase.isMeantBy(url)) {
			return embedded(properties, EmbeddedDatabase.at(url), schema, access, ephemeral);
		}
		HikariDataSource pool = pool(properties);
		if (url.startsWith("jdbc:postgresql:")) {
			pool.setConnectionInitSql(NO_FROZEN_LOCKS);
		}
		open(pool, url);
		try {
			return new LazyDatabase(switch (schema.age(pool)) {
				case CURRENT -> pool;
				case EMPTY -> {
					if (access == DatabaseAccess.READ) {
						pool.close();
						yield inMemory(schema);
					}
					schema.migrate(pool);
					yield pool;
				}
				case OLDER -> {
					requireMigrating(access);
					schema.migrate(pool);
					yield pool;
				}
			});
		}
		catch (RuntimeException ex) {
			pool.close();
			throw ex;
		}
	}

	private static LazyDatabase embedded(DataSourceProperties properties, EmbeddedDatabase file, Schema schema,
			DatabaseAccess access, boolean ephemeral) {
		if (access == DatabaseAccess.READ && !file.exists()) {
			file.requireMakeable();
			return new LazyDatabase(inMemory(schema));
		}
		if (!file.exists() && !ephemeral) {
			file.requireLasting(ContainerFiles.here());
		}
		String user = StringUtils.hasText(properties.getUsername()) ? properties.getUsername() : EmbeddedDatabase.USER;
		String made = file.prepare();
		String password = StringUtils.hasText(properties.getPassword()) ? properties.getPassword() : made;
		EmbeddedSchema tables = new EmbeddedSchema(file, user, password, schema);
		if (!file.exists()) {
			tables.create();
		}
		HikariDataSource pool = shared(properties, file, user, password, access);
		try {
			Schema.Age age = schema.age(pool);
			if (age == Schema.Age.CURRENT) {
				return new LazyDatabase(pool, new Upgrade(null), () -> file.compact(user, password));
			}
			if (age == Schema.Age.OLDER) {
				requireMigrating(access);
			}
		}
		catch (RuntimeException ex) {
			pool.close();
			throw ex;
		}
		pool.close();
		Path backup = tables.upgrade();
		log.info("The database was brought up to date; as it was, it is in {}", backup);
		return new LazyDatabase(shared(properties, file, user, password, access), new Upgrade(backup),
				() -> file.compact(user, password));
	}

	private static HikariDataSource shared(DataSourceProperties properties, EmbeddedDatabase file, String user,
			String password, DatabaseAccess access) {
		HikariDataSource pool = pool(properties, file, user, password, access);
		try {
			open(pool, file.url());
		}
		catch (RuntimeException ex) {
			pool.close();
			if (!DatabaseTrouble.inUse(ex)) {
				throw ex;
			}
			pool = pool(properties, file, user, password, access);
			pool.setInitializationFailTimeout(COPYING.toMillis());
			open(pool, file.url());
		}
		file.protect();
		return pool;
	}

	private static HikariDataSource pool(DataSourceProperties properties, EmbeddedDatabase file, String user,
			String password, DatabaseAccess access) {
		HikariDataSource pool = pool(properties);
		pool.setUsername(user);
		pool.setPassword(password);
		pool.setJdbcUrl((access == DatabaseAccess.READ) ? file.readingUrl() : file.sharedUrl());
		return pool;
	}

	private static HikariDataSource pool(DataSourceProperties properties) {
		HikariDataSource pool = properties.initializeDataSourceBuilder().type(HikariDataSource.class).build();
		pool.setPoolName("database");
		pool.setMaximumPoolSize(6);
		// Most commands need one or two.
		pool.setMinimumIdle(1);
		// Fails at once instead of after 30 s: whoever waits is told, and starts again.
		pool.setConnectionTimeout(5000);
		return pool;
	}

	private static HikariDataSource inMemory(Schema schema) {
		HikariDataSource pool = new HikariDataSource();
		pool.setPoolName("nothing");
		pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
		pool.setMaximumPoolSize(6);
		schema.migrate(pool);
		return pool;
	}

	static void open(HikariDataSource pool, String url) {
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

	private static void requireMigrating(DatabaseAccess access) {
		if (access != DatabaseAccess.MIGRATE) {
			throw new DatabaseException(
					"The database has tables of an older version of this program. The next sync brings them up to date, or now: cor-sync db migrate. Back a PostgreSQL database up before; of an H2 file a backup is kept.",
					false, null);
		}
	}

	@Bean
	Upgrade upgrade(LazyDatabase database) {
		return database.upgrade();
	}

}
