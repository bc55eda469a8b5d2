package io.corsync;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that is plainly down ends a run within a minute, costs it little, and the
 * next run goes on. The ways of being down wait side by side.
 */
class OutageIT {

	private static final Duration BOUND = Duration.ofSeconds(60);

	@TempDir
	Path directory;

	/** Which service is down. */
	enum Service {

		SALESFORCE, COR;

		Program behind(Gate gate, Program program) {
			return (this == COR)
					? program.with("COR_BASE_URL", gate.url().toString())
						.with("COR_TOKEN_URL", gate.url() + "/v1/oauth/token")
					: program.with("SALESFORCE_LOGIN_URL", gate.url().toString());
		}

	}

	/** A way of being down. */
	enum Way {

		REFUSING, HANGING, ANSWERING_503;

		void begin(Agency agency, Gate gate, Service service) {
			switch (this) {
				case REFUSING -> gate.refuse();
				case HANGING -> gate.hang();
				case ANSWERING_503 -> unavailable(agency, service);
			}
		}

		private static void unavailable(Agency agency, Service service) {
			if (service == Service.COR) {
				agency.cor("POST", "faults", Map.of("effect", "ANSWER", "status", 503, "body", "", "times", 0));
			}
			else {
				agency.salesforce("POST", "faults", Map.of("on", "*", "do", "EMPTY", "status", 503, "probability", 1));
			}
		}

		void end(Agency agency, Gate gate) {
			gate.open();
			agency.cor("DELETE", "faults", null);
			agency.salesforce("DELETE", "faults", null);
		}

	}

	@ParameterizedTest
	@EnumSource
	void downFromTheStart(Service service) {
		inEachWay((way) -> {
			try (Agency agency = Agency.of(60); Gate gate = new Gate(agency.url())) {
				Program program = service.behind(gate, Program.in(this.directory, agency.settings()))
					.in(directory(service, way, "start"));
				way.begin(agency, gate, service);
				Instant begin = Instant.now();
				program.run("sync", "--yes").expect(4);
				Instant knocked = gate.firstKnock().orElse(begin);
				assertThat(Duration.between(knocked, Instant.now())).as("%s", way).isLessThan(BOUND);
				way.end(agency, gate);
				program.run("sync", "--yes").expect(0);
				agency.requireComplete();
				agency.requireNoViolation();
			}
		});
	}

	@ParameterizedTest
	@EnumSource
	void downInTheMiddle(Service service) {
		inEachWay((way) -> {
			try (Agency agency = Agency
				.with(new Sandbox.Options(0, Integer.getInteger("outage.opportunities", 1500), 1, 0, 30));
					Gate gate = new Gate(agency.url())) {
				Program program = service.behind(gate, Program.in(this.directory, agency.settings()))
					.in(directory(service, way, "middle"))
					.with("SALESFORCE_PAGE_SIZE", "200")
					.with("SYNC_CHUNK_SIZE", "100")
					.with("COR_SETTLE_AFTER", "2s");
				long before;
				try (Started sync = program.start("sync", "--yes")) {
					agency.awaitCalls(sync, 200);
					before = agency.callsInAll();
					way.begin(agency, gate, service);
					Instant begin = Instant.now();
					sync.end().expect(4);
					assertThat(Duration.between(begin, Instant.now())).as("%s", way).isLessThan(BOUND);
				}
				if (service == Service.COR) {
					assertThat(agency.callsInAll() - before).as("%s", way).isLessThan(200);
				}
				requireRestUntouched(program, way);
				way.end(agency, gate);
				program.run("sync").expect(0).says("Continuing run 1");
				agency.requireComplete();
				agency.requireNoViolation();
			}
		});
	}

	// What was not sent has no row in the ledger, so it is not stuck; what was in flight
	// is in doubt.
	private static void requireRestUntouched(Program program, Way way) {
		JsonNode stuck = program.run("failures", "--output", "json").json();
		assertThat(stuck.toString()).as("%s", way).doesNotContain("REJECTED");
		JsonNode run = program.run("runs", "--output", "json").json().get(0).get("run");
		assertThat(run.get("state").stringValue()).isEqualTo("FAILED");
		assertThat(run.get("exitCode").asInt()).isEqualTo(4);
	}

	@Test
	void oneHangingRowIsNoOutage() {
		try (Agency agency = Agency.of(60)) {
			Program program = Program.in(this.directory, agency.settings())
				.with("COR_READ_TIMEOUT", "2s")
				.with("COR_SETTLE_AFTER", "1s");
			String poison = agency.org().won().opportunities().keySet().iterator().next();
			agency.cor("POST", "faults", Map.of("effect", "HANG_BEFORE", "id", poison, "times", 0));
			program.run("sync", "--yes").expect(3).says("1 project unknown");
			assertThat(agency.held("projects")).hasSize(agency.org().won().opportunities().size() - 1);
		}
	}

	private Path directory(Service service, Way way, String when) {
		Path own = this.directory.resolve("%s-%s-%s".formatted(service, way, when));
		assertThat(own.toFile().mkdir()).isTrue();
		return own;
	}

	private static void inEachWay(Consumer<Way> test) {
		List<CompletableFuture<Void>> tests = List.of(Way.values())
			.stream()
			.map((way) -> CompletableFuture.runAsync(() -> test.accept(way), (task) -> new Thread(task).start()))
			.toList();
		Awaitility.await()
			.atMost(Duration.ofMinutes(10))
			.until(() -> tests.stream().allMatch(CompletableFuture::isDone));
		tests.forEach(CompletableFuture::join);
	}

}
