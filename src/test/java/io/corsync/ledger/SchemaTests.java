package io.corsync.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Making the H2 file and bringing it up to date.
 */
class SchemaTests {

	@TempDir
	private Path directory;

	private String url;

	private EmbeddedDatabase file;

	@BeforeEach
	void place() {
		this.url = "jdbc:h2:file:" + this.directory.resolve("data/cor-sync");
		this.file = EmbeddedDatabase.at(this.url);
	}

	@Test
	void lookingMakesNothing() throws IOException {
		try (LazyDatabase pool = TestDatabase.pool(this.url, DatabaseAccess.READ)) {
			assertThat(JdbcClient.create(pool).sql("SELECT COUNT(*) FROM run").query(Long.class).single()).isZero();
		}
		assertThat(this.directory).isEmptyDirectory();
	}

	@Test
	void writingMakesTheFileAndLeavesNothingBesideIt() throws IOException {
		TestDatabase.pool(this.url, DatabaseAccess.WRITE).close();
		assertThat(files()).containsExactly("cor-sync.mv.db", "cor-sync.password");
	}

	@Test
	void theVersionsAreThoseOfTheMigrations() {
		try (LazyDatabase pool = TestDatabase.pool(this.url, DatabaseAccess.MIGRATE)) {
			assertThat(JdbcClient.create(pool)
				.sql("SELECT \"version\" FROM \"cor_sync_schema\" WHERE \"version\" IS NOT NULL ORDER BY \"installed_rank\"")
				.query(String.class)
				.list()).isEqualTo(Schema.VERSIONS);
		}
	}

	@Test
	void aMigrationThatIsNotKnownIsNotOverlooked() {
		try (LazyDatabase pool = TestDatabase.pool(this.url, DatabaseAccess.MIGRATE)) {
			Schema schema = new Schema(TestDatabase.migrations());
			JdbcClient database = JdbcClient.create(pool);
			database.sql("UPDATE \"cor_sync_schema\" SET \"version\" = '13' WHERE \"version\" = '12'").update();
			assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> schema.age(pool))
				.withMessageContaining("newer version");
		}
	}

	@Test
	void severalMakeItAtTheSameTime() throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		try {
			CountDownLatch start = new CountDownLatch(1);
			List<Future<Long>> counts = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				counts.add(threads.submit(() -> {
					start.await();
					try (LazyDatabase pool = TestDatabase.pool(this.url, DatabaseAccess.MIGRATE)) {
						return JdbcClient.create(pool).sql("SELECT COUNT(*) FROM run").query(Long.class).single();
					}
				}));
			}
			start.countDown();
			for (Future<Long> count : counts) {
				assertThat(count.get()).isZero();
			}
		}
		finally {
			threads.shutdownNow();
		}
		assertThat(files()).containsExactly("cor-sync.mv.db", "cor-sync.password");
	}

	@Test
	void whoMayNotMigrateSaysHowAndChangesNothing() throws Exception {
		older();
		byte[] before = Files.readAllBytes(this.file.part(".mv.db"));
		for (DatabaseAccess access : List.of(DatabaseAccess.READ, DatabaseAccess.WRITE)) {
			assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> TestDatabase.pool(this.url, access))
				.withMessageContaining("older version")
				.withMessageContaining("cor-sync db migrate");
		}
		try (Connection again = this.file.openAlone("corsync", this.file.prepare())) {
			assertThat(tables(again)).isEqualTo("2");
		}
		assertThat(before).isNotEmpty();
		assertThat(files()).containsExactly("cor-sync.mv.db", "cor-sync.password");
	}

	@Test
	void migratingKeepsTheRowsAndABackupOfWhatWas() throws Exception {
		older();
		try (LazyDatabase pool = TestDatabase.pool(this.url, DatabaseAccess.MIGRATE)) {
			assertThat(JdbcClient.create(pool).sql("SELECT org_name FROM target").query(String.class).single())
				.isEqualTo("Agencia");
			assertThat(new Schema(TestDatabase.migrations()).age(pool)).isEqualTo(Schema.Age.CURRENT);
		}
		assertThat(files()).containsExactly("cor-sync.before-upgrade-from-2.zip", "cor-sync.mv.db",
				"cor-sync.password");
	}

	@Test
	void aMigrationThatFailsLeavesTheFileAsItWas() throws Exception {
		older();
		try (Connection old = this.file.openAlone("corsync", this.file.prepare())) {
			// In the way of the migration.
			JdbcClient.create(new SingleConnectionDataSource(old, true))
				.sql("ALTER TABLE run ADD COLUMN filter INTEGER")
				.update();
		}
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> TestDatabase.pool(this.url, DatabaseAccess.MIGRATE));
		try (Connection again = this.file.openAlone("corsync", this.file.prepare())) {
			assertThat(tables(again)).isEqualTo("2");
		}
		assertThat(files()).noneMatch((name) -> name.contains("draft"));
	}

	@Test
	void aFileInUseIsNotReplaced() throws Exception {
		older();
		Process user = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Occupant.class.getName(), this.file.sharedUrl(),
				this.file.prepare())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			assertThat(user.inputReader().readLine()).isEqualTo("open");
			assertThatExceptionOfType(DatabaseException.class)
				.isThrownBy(() -> TestDatabase.pool(this.url, DatabaseAccess.MIGRATE))
				.withMessageContaining("in use by another program");
		}
		finally {
			user.destroy();
			user.waitFor();
		}
		try (Connection again = this.file.openAlone("corsync", this.file.prepare())) {
			assertThat(tables(again)).isEqualTo("2");
		}
	}

	/**
	 * Another program that has the file open and shares it.
	 */
	static final class Occupant {

		private Occupant() {
		}

		public static void main(String[] args) throws Exception {
			try (Connection connection = DriverManager.getConnection(args[0], "corsync", args[1])) {
				System.out.println("open");
				new CountDownLatch(1).await();
			}
		}

	}

	private String tables(Connection connection) {
		return new Schema(TestDatabase.migrations()).version(new SingleConnectionDataSource(connection, true));
	}

	private void older() throws SQLException {
		String password = this.file.prepare();
		try (Connection connection = this.file.openAlone("corsync", password)) {
			SingleConnectionDataSource database = new SingleConnectionDataSource(connection, true);
			Flyway.configure()
				.dataSource(database)
				.locations("classpath:db")
				.table("cor_sync_schema")
				.javaMigrations(new BatchTables())
				.target("2")
				.load()
				.migrate();
			JdbcClient.create(database)
				.sql("INSERT INTO target (org_id, org_name, cor_url, first_seen_at) VALUES ('1', 'Agencia', 'u', CURRENT_TIMESTAMP)")
				.update();
		}
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory.resolve("data"))) {
			return files.map((file) -> file.getFileName().toString())
				// H2's own assertions, which only tests switch on, complain there.
				.filter((name) -> !name.endsWith(".trace.db"))
				.sorted()
				.toList();
		}
	}

}
