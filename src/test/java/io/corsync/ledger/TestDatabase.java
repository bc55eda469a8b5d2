package io.corsync.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A migrated database with the ledger's parts on it, made by the program's own
 * configuration; tests share it and keep apart by their targets.
 */
public final class TestDatabase implements AutoCloseable {

	private static final AtomicInteger TARGETS = new AtomicInteger();

	private final String url;

	private final DataSource pool;

	private final PlatformTransactionManager manager;

	private final Clock clock;

	private TestDatabase(String url, DataSource pool, Clock clock) {
		this.url = url;
		this.pool = pool;
		this.manager = new JdbcTransactionManager(pool);
		this.clock = clock;
	}

	/** What the contract runs on. */
	public enum Brand {

		/** The file that is used when nothing else is set. */
		H2 {

			@Override
			String url(Path directory) {
				return "jdbc:h2:file:" + directory.resolve("data").resolve("cor-sync");
			}

		},

		/** A real server. */
		POSTGRESQL {

			@Override
			String url(Path directory) {
				return Server.database();
			}

		};

		abstract String url(Path directory);

		/**
		 * Opens a new database and brings its tables up to date.
		 * @param clock the clock of whoever writes
		 * @return the database
		 */
		public TestDatabase open(Clock clock) {
			try {
				return TestDatabase.open(url(Files.createTempDirectory("ledger")), clock);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

	/** One server for all tests of a JVM; it ends with the JVM. */
	private static final class Server {

		private static final EmbeddedPostgres POSTGRES = start();

		private static final AtomicInteger DATABASES = new AtomicInteger();

		private static EmbeddedPostgres start() {
			try {
				return EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		static String database() {
			String name = "ledger" + DATABASES.incrementAndGet();
			try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("CREATE DATABASE " + name);
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
			return POSTGRES.getJdbcUrl("postgres", name);
		}

	}

	/**
	 * Opens a database, a new one or one that is open already.
	 * @param url its URL as an administrator sets it
	 * @param clock the clock of whoever writes
	 * @return the database
	 */
	public static TestDatabase open(String url, Clock clock) {
		return new TestDatabase(url, pool(url), clock);
	}

	static LazyDatabase pool(String url, DatabaseAccess access) {
		DataSourceProperties properties = new DataSourceProperties();
		properties.setUrl(url);
		return new DatabaseConfiguration().dataSource(properties, migrations(), access, new LedgerProperties(true));
	}

	static FlywayProperties migrations() {
		FlywayProperties migrations = new FlywayProperties();
		migrations.setLocations(List.of("classpath:db"));
		migrations.setTable("cor_sync_schema");
		return migrations;
	}

	static LazyDatabase pool(String url) {
		return pool(url, DatabaseAccess.MIGRATE);
	}

	/**
	 * The same database through sessions of another time zone.
	 * @param zone the zone's name
	 * @return another view, which is not closed by itself
	 */
	TestDatabase inZone(String zone) {
		return new TestDatabase(this.url, new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				Connection connection = super.getConnection();
				try (Statement statement = connection.createStatement()) {
					statement.execute("SET TIME ZONE '" + zone + "'");
				}
				return connection;
			}

		}, this.clock);
	}

	/**
	 * The same H2 database through sessions that explain each query before it is asked.
	 * @param plans takes the plans, with the rows that were read for each table
	 * @return another view, which is not closed by itself
	 */
	TestDatabase explained(Consumer<String> plans) {
		return new TestDatabase(this.url, new DelegatingDataSource(this.pool) {

			@Override
			public Connection getConnection() throws SQLException {
				return ExplainedQueries.of(super.getConnection(), plans);
			}

		}, this.clock);
	}

	public String url() {
		return this.url;
	}

	/**
	 * A pair of org and COR that no other test uses.
	 * @return the pair
	 */
	public Target newTarget() {
		int number = TARGETS.incrementAndGet();
		return targets().record("00D%015d".formatted(number), "Acme", "https://cor.example/" + number);
	}

	public Ledger ledger() {
		return configuration().ledger(this.pool);
	}

	CallBudget callBudget() {
		return configuration().callBudget(this.pool);
	}

	NameSearch nameSearch() {
		return configuration().nameSearch(jdbc());
	}

	RunHistory runHistory() {
		return configuration().runHistory(jdbc());
	}

	StuckRows stuckRows() {
		return configuration().stuckRows(jdbc());
	}

	DescribedFields describedFields() {
		return configuration().describedFields(jdbc(), this.manager);
	}

	OldRuns oldRuns() {
		return configuration().oldRuns(jdbc(), this.manager, runs(), targets());
	}

	Audit audit() {
		return configuration().audit(jdbc(), this.clock);
	}

	public DueTimes dueTimes() {
		return new DueTimes(jdbc());
	}

	Traces traces() {
		return configuration().traces(this.pool, this.manager);
	}

	public Targets targets() {
		return configuration().targets(jdbc(), this.clock);
	}

	public Leases leases() {
		return configuration().leases(jdbc(), this.manager);
	}

	public Runs runs() {
		return configuration().runs(jdbc(), this.manager, this.clock);
	}

	public Watermarks watermarks() {
		return configuration().watermarks(jdbc());
	}

	public LedgerStore store() {
		return configuration().ledgerStore(named(), this.manager, this.clock);
	}

	/**
	 * A writer whose transactions go through the test's hands.
	 * @param lease the lease
	 * @param wrapped makes transactions of the usual ones
	 * @return the writer
	 */
	public LedgerWriter writer(Lease lease, UnaryOperator<TransactionOperations> wrapped) {
		return new LedgerWriter(new LedgerStatements(named(), lease),
				wrapped.apply(new TransactionTemplate(this.manager)), this.clock);
	}

	JdbcClient jdbc() {
		return JdbcClient.create(this.pool);
	}

	private NamedParameterJdbcTemplate named() {
		return new NamedParameterJdbcTemplate(this.pool);
	}

	private static LedgerConfiguration configuration() {
		return new LedgerConfiguration();
	}

	@Override
	public void close() {
		((LazyDatabase) this.pool).close();
	}

}
