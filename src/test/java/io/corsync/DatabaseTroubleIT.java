package io.corsync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

import io.corsync.sandbox.Sandbox;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The ledger's database fails in the middle of a run: the run ends in words, what it had
 * in flight is settled, and nothing is lost or doubled.
 */
class DatabaseTroubleIT {

	@TempDir
	Path directory;

	@TempDir
	Path data;

	private EmbeddedPostgres postgres;

	@BeforeEach
	void start() {
		this.postgres = open(0);
	}

	@AfterEach
	void stop() throws IOException {
		this.postgres.close();
	}

	private EmbeddedPostgres open(int port) {
		try {
			return EmbeddedPostgres.builder()
				.setDataDirectory(this.data.resolve("pg"))
				.setCleanDataDirectory(false)
				.setPort(port)
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Program program(Agency agency) {
		return Program.in(this.directory, agency.settings())
			.with("SPRING_DATASOURCE_URL", this.postgres.getJdbcUrl("postgres", "postgres"))
			.with("SPRING_DATASOURCE_USERNAME", "postgres")
			.with("SPRING_DATASOURCE_PASSWORD", "postgres")
			.with("COR_SETTLE_AFTER", "2s")
			.with("SYNC_CHUNK_SIZE", "20");
	}

	@Test
	void theServerIsRestarted() throws IOException {
		try (Agency agency = slowAgency()) {
			Program program = program(agency);
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 60);
				int port = this.postgres.getPort();
				this.postgres.close();
				Ended ended = sync.end().expect(4).says("database");
				assertThat(ended.said()).doesNotContain("finished");
				this.postgres = open(port);
			}
			requireCompleteAfterRerun(agency, program);
		}
	}

	@Test
	void noTransactionWaitsForCor() {
		try (Agency agency = slowAgency()) {
			Program program = program(agency);
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 30);
				agency.behave(Map.of("latencyMillis", 3000));
				for (int i = 0; i < 20; i++) {
					Awaitility.await().pollDelay(Duration.ofMillis(200)).until(() -> true);
					assertThat(ask(
							"SELECT string_agg(query, '; ') FROM pg_stat_activity WHERE state = 'idle in transaction' AND clock_timestamp() - state_change > interval '1 second'"))
						.isNull();
				}
				agency.behave(Map.of("latencyMillis", 0));
				sync.end().expect(0);
			}
		}
	}

	@Test
	void connectionsAreCutAgainAndAgain() {
		try (Agency agency = slowAgency()) {
			Program program = program(agency);
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 60);
				while (sync.process().isAlive()) {
					execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND query ILIKE '%ledger%'");
					Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
				}
				sync.end().expect(4).says("database");
			}
			requireCompleteAfterRerun(agency, program);
		}
	}

	@Test
	void statementsTimeOut() throws SQLException {
		try (Agency agency = slowAgency()) {
			Program program = program(agency);
			execute("ALTER ROLE postgres SET statement_timeout = '2s'");
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 60);
				try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
						Statement statement = connection.createStatement()) {
					connection.setAutoCommit(false);
					statement.execute("SET statement_timeout = 0");
					statement.execute("LOCK TABLE ledger IN EXCLUSIVE MODE");
					sync.end().expect(4).says("database");
					connection.rollback();
				}
			}
			execute("ALTER ROLE postgres RESET statement_timeout");
			requireCompleteAfterRerun(agency, program);
		}
	}

	@Test
	void manyMoreCallsInFlightThanConnections() {
		try (Agency agency = slowAgency()) {
			Program program = program(agency).with("COR_MAX_IN_FLIGHT", "64")
				.with("SPRING_DATASOURCE_HIKARI_MAXIMUM_POOL_SIZE", "4");
			program.run("sync", "--yes").expect(0);
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	private String ask(String question) {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement();
				ResultSet answer = statement.executeQuery(question)) {
			answer.next();
			return answer.getString(1);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void execute(String sql) {
		try (Connection connection = this.postgres.getPostgresDatabase().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Agency slowAgency() {
		return Agency.with(new Sandbox.Options(0, 400, 1, 0, 60));
	}

	private static void requireCompleteAfterRerun(Agency agency, Program program) {
		program.run("sync", "--yes").expect(0).says("Continuing run 1");
		agency.requireComplete();
		agency.requireNoViolation();
		agency.forgetCalls();
		program.run("sync").expect(0);
		assertThat(agency.callsInAll()).isZero();
		assertThat(program.run("failures", "--output", "json").json()).isEmpty();
		assertThat(Map.copyOf(agency.calls())).isEmpty();
	}

}
