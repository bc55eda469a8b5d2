package io.corsync.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The H2 file beside the program.
 */
class EmbeddedDatabaseTests {

	private final SettableClock clock = new SettableClock();

	@TempDir
	private Path directory;

	private String url() {
		return "jdbc:h2:file:" + this.directory.resolve("some").resolve("data").resolve("cor-sync");
	}

	private TestDatabase open() {
		return TestDatabase.open(url(), this.clock);
	}

	@Test
	void isForItsOwnerOnly() throws Exception {
		try (TestDatabase database = open()) {
			database.newTarget();
			Path data = this.directory.resolve("some").resolve("data");
			assertThat(permissions(data)).isEqualTo("rwx------");
			assertThat(permissions(data.getParent())).isEqualTo("rwx------");
			try (Stream<Path> files = Files.list(data)) {
				assertThat(files.toList()).isNotEmpty()
					.allSatisfy((file) -> assertThat(permissions(file)).as(file.toString()).isEqualTo("rw-------"));
			}
		}
	}

	@Test
	void takesFilesThatOthersMayReadFromThem() throws Exception {
		Path file = this.directory.resolve("some").resolve("data").resolve("cor-sync.mv.db");
		open().close();
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		open().close();
		assertThat(permissions(file)).isEqualTo("rw-------");
	}

	private static String permissions(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	@Test
	void keepsItsRandomPasswordBesideIt() throws Exception {
		open().close();
		Path file = this.directory.resolve("some").resolve("data").resolve("cor-sync.password");
		String password = Files.readString(file);
		assertThat(password).matches("[0-9a-f]{48}");
		open().close();
		assertThat(Files.readString(file)).isEqualTo(password);
		try (Stream<Path> files = Files.list(file.getParent())) {
			assertThat(files.map((left) -> left.getFileName().toString()))
				.noneMatch((name) -> name.startsWith("password"));
		}
		Files.writeString(file, "wrong");
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(this::open)
			.withMessageContaining("refuses the user or password")
			.withMessageContaining("the file beside the database")
			.returns(false, DatabaseException::waitingHelps);
	}

	@Test
	void asksForAPassword() {
		open().close();
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> {
			try (Connection connection = DriverManager.getConnection(url(), "corsync", "")) {
				connection.isValid(1);
			}
		});
	}

	@Test
	void keepsEverythingWhenItIsClosed() {
		Target target;
		try (TestDatabase database = open()) {
			target = database.newTarget();
			write(database, target, 1);
		}
		try (TestDatabase database = open()) {
			assertThat(database.targets().all()).containsExactly(target);
			assertThat(database.ledger().isEmpty(target.id(), "project")).isFalse();
		}
	}

	@Test
	void isSharedByTwoProgramsOfOneMachine() {
		try (TestDatabase first = open(); TestDatabase second = open()) {
			Target target = first.newTarget();
			write(first, target, 1);
			assertThat(second.ledger().find(target.id(), Rows.project(1).externalId())).hasSize(1);
			write(second, target, 2);
			assertThat(first.ledger().find(target.id(), Rows.project(2).externalId())).hasSize(1);
		}
	}

	@Test
	void goesOnWhenTheProcessThatOpenedItFirstIsKilled() throws Exception {
		try (OtherProcess other = OtherProcess.takingLease(url(), "")) {
			try (TestDatabase database = open()) {
				Ledger ledger = database.ledger();
				assertThat(ledger.find(other.target(), Rows.project(1).externalId())).hasSize(1);
				other.kill();
				assertThat(reading(() -> ledger.find(other.target(), Rows.project(1).externalId()))).hasSize(1);
				Lease lease = database.leases().acquire(other.target(), "sync", Duration.ofHours(1));
				assertThat(ledger.doubtClaimsOfDeadRuns(lease, this.clock.instant())).isEqualTo(1);
			}
		}
	}

	@Test
	void keepsWhatWasCommittedWhenItsProcessIsKilledAtOnce() throws Exception {
		int target;
		try (OtherProcess other = OtherProcess.takingLease(url(), "")) {
			other.kill();
			target = other.target();
		}
		try (TestDatabase database = open()) {
			assertThat(database.ledger().find(target, Rows.project(1).externalId())).singleElement()
				.returns(State.SENDING, Entry::state);
		}
	}

	/** Connections that were open to the killed process fail first. */
	private static List<Entry> reading(Supplier<List<Entry>> read) {
		List<RuntimeException> failures = new ArrayList<>();
		for (int attempt = 0; attempt < 8; attempt++) {
			try {
				return read.get();
			}
			catch (RuntimeException ex) {
				failures.add(ex);
			}
		}
		throw failures.get(failures.size() - 1);
	}

	@Test
	void saysWhichDirectoryCannotBeUsed() throws Exception {
		Files.writeString(this.directory.resolve("some"), "a file");
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(this::open)
			.withMessageContaining(this.directory.resolve("some").toString())
			.withMessageContaining("SPRING_DATASOURCE_URL");
	}

	@Test
	void refusesTablesOfANewerProgram() {
		try (TestDatabase database = open()) {
			database.jdbc().sql("""
					INSERT INTO "cor_sync_schema" ("installed_rank", "version", "description", "type", "script",
					  "installed_by", "execution_time", "success")
					VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 'x', 1, TRUE)
					""").update();
		}
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(this::open)
			.withMessageContaining("newer version of this program")
			.withMessageContaining("table version 99");
	}

	private static void write(TestDatabase database, Target target, int number) {
		Lease lease = database.leases().acquire(target.id(), "sync", Duration.ZERO);
		try (LedgerWriter writer = database.store().writer(lease)) {
			writer.save(Rows.sending(Rows.project(number)), null);
		}
		assertThat(database.ledger().find(target.id(), "project", Set.of(Rows.project(number).externalId())))
			.hasSize(1);
	}

}
