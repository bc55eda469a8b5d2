package io.corsync.ledger;

import java.time.Duration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * One holder per target, on both databases and among real processes.
 */
@ParameterizedClass
@EnumSource
class LeaseTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private static TestDatabase database;

	@Parameter
	private TestDatabase.Brand brand;

	private int target;

	private Leases leases;

	@BeforeParameterizedClassInvocation
	static void openDatabase(TestDatabase.Brand brand) {
		database = brand.open(new SettableClock());
	}

	@AfterParameterizedClassInvocation
	static void closeDatabase() {
		database.close();
	}

	@BeforeEach
	void newTarget() {
		this.target = database.newTarget().id();
		this.leases = database.leases();
	}

	@Test
	void namesTheHolderToWhoeverComesSecond() {
		assertThat(this.leases.holder(this.target)).isEmpty();
		Lease lease = this.leases.acquire(this.target, "backfill", HOUR);
		assertThat(lease.fence()).isEqualTo(1);
		assertThatExceptionOfType(LeaseHeldException.class)
			.isThrownBy(() -> this.leases.acquire(this.target, "sync", HOUR))
			.satisfies((held) -> {
				assertThat(held.holder().command()).isEqualTo("backfill");
				assertThat(held.holder().pid()).isEqualTo(ProcessHandle.current().pid());
				assertThat(held.holder().since()).isNotNull();
				assertThat(held.holder().heartbeatAt()).isNotNull();
				assertThat(held).hasMessageContaining(held.holder().describe());
			});
		assertThat(this.leases.holder(this.target)).map(Holder::command).contains("backfill");
	}

	@Test
	void keepsTargetsApart() {
		this.leases.acquire(this.target, "sync", HOUR);
		assertThat(this.leases.acquire(database.newTarget().id(), "sync", HOUR).fence()).isEqualTo(1);
	}

	@Test
	void isFreeOnceItWasGivenBack() {
		Lease first = this.leases.acquire(this.target, "sync", HOUR);
		this.leases.release(first);
		assertThat(this.leases.holder(this.target)).isEmpty();
		Lease second = this.leases.acquire(this.target, "sync", HOUR);
		assertThat(second.fence()).isEqualTo(first.fence() + 1);
	}

	@Test
	void isFreeOnceItHasExpired() {
		Lease first = this.leases.acquire(this.target, "sync", Duration.ZERO);
		assertThat(this.leases.holder(this.target)).isEmpty();
		Lease second = this.leases.acquire(this.target, "sync", HOUR);
		assertThat(second.fence()).isEqualTo(first.fence() + 1);
		assertThatExceptionOfType(FenceLostException.class).isThrownBy(() -> this.leases.renew(first, HOUR));
		this.leases.release(first);
		assertThat(this.leases.holder(this.target)).as("an old holder gives nothing back").isPresent();
	}

	@Test
	void holdsLongerWhenItIsRenewed() {
		Lease lease = this.leases.acquire(this.target, "sync", Duration.ZERO);
		Instant before = instant("heartbeat_at");
		this.leases.renew(lease, HOUR);
		assertThat(instant("expires_at")).isAfter(before.plus(HOUR.minusSeconds(1)));
		assertThat(instant("heartbeat_at")).isAfterOrEqualTo(before);
		assertThat(instant("acquired_at")).isEqualTo(before);
		assertThatExceptionOfType(LeaseHeldException.class)
			.isThrownBy(() -> this.leases.acquire(this.target, "sync", HOUR));
	}

	@Test
	void hasOneHolderHoweverManyAskAtOnce() throws Exception {
		for (int round = 0; round < 5; round++) {
			int contested = (round == 0) ? this.target : database.newTarget().id();
			ExecutorService threads = Executors.newFixedThreadPool(4);
			List<Callable<Lease>> asking = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				asking.add(() -> database.leases().acquire(contested, "sync", HOUR));
			}
			int won = 0;
			for (Future<Lease> answer : threads.invokeAll(asking)) {
				try {
					answer.get();
					won++;
				}
				catch (ExecutionException ex) {
					assertThat(ex).hasCauseInstanceOf(LeaseHeldException.class);
				}
			}
			threads.shutdown();
			assertThat(won).isEqualTo(1);
		}
	}

	@Test
	void isHeldByALivingProcessAndFreeAtOnceWhenItIsKilled() throws Exception {
		try (OtherProcess other = OtherProcess.takingLease(database.url(), String.valueOf(this.target))) {
			assertThatExceptionOfType(LeaseHeldException.class)
				.isThrownBy(() -> this.leases.acquire(this.target, "sync", HOUR))
				.withMessageContaining("backfill (process " + other.pid());
			assertThat(this.leases.holder(this.target)).map(Holder::pid).contains(other.pid());

			other.kill();

			assertThat(this.leases.holder(this.target)).isEmpty();
			Lease lease = this.leases.acquire(this.target, "sync", HOUR);
			assertThat(lease.fence()).isEqualTo(2);
			assertThat(lease.formerGone()).as("it may have called a moment ago").isZero();
			assertThat(database.ledger().doubtClaimsOfDeadRuns(lease, Instant.EPOCH)).isEqualTo(1);
		}
	}

	@Test
	void knowsForHowLongNoCallOfTheHolderBeforeCanGoOn() {
		assertThat(this.leases.acquire(this.target, "sync", HOUR).formerGone()).isZero();
		change("machine = 'another machine', expires_at = CURRENT_TIMESTAMP - INTERVAL '10' MINUTE");
		assertThat(this.leases.acquire(this.target, "sync", HOUR).formerGone()).isBetween(Duration.ofMinutes(10),
				Duration.ofMinutes(11));
		change("expires_at = NULL, heartbeat_at = CURRENT_TIMESTAMP - INTERVAL '90' MINUTE");
		assertThat(this.leases.acquire(this.target, "sync", HOUR).formerGone()).as("given back with calls still open")
			.isBetween(Duration.ofMinutes(30), Duration.ofMinutes(31));
	}

	@Test
	void isNotTakenFromAnotherMachineBeforeItExpires() {
		this.leases.acquire(this.target, "sync", HOUR);
		change("machine = 'another machine', pid = 999999999");
		assertThatExceptionOfType(LeaseHeldException.class)
			.isThrownBy(() -> this.leases.acquire(this.target, "sync", HOUR));
		assertThat(this.leases.holder(this.target)).isPresent();
		change("expires_at = CURRENT_TIMESTAMP - INTERVAL '1' SECOND");
		assertThat(this.leases.acquire(this.target, "sync", HOUR).fence()).isEqualTo(2);
	}

	@Test
	void isNotTakenWhereTheMachineIsNotKnown() {
		this.leases.acquire(this.target, "sync", HOUR);
		change("machine = '', pid = 999999999");
		assertThatExceptionOfType(LeaseHeldException.class)
			.isThrownBy(() -> this.leases.acquire(this.target, "sync", HOUR));
	}

	@Test
	void isTakenFromAnEarlierProcessOfTheSameNumber() {
		this.leases.acquire(this.target, "sync", HOUR);
		change("process_start = process_start - INTERVAL '1' HOUR");
		assertThat(this.leases.acquire(this.target, "sync", HOUR).fence()).isEqualTo(2);
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void isTakenFromAKilledProcessThatNobodyHasBuriedYet() throws Exception {
		// The shell becomes a program that never asks how its child ended.
		Process parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 600").start();
		try {
			long zombie = Long.parseLong(parent.inputReader().readLine());
			Awaitility.await()
				.until(() -> Files.readString(Path.of("/proc", String.valueOf(zombie), "stat")).contains(") Z "));
			assertThat(ProcessHandle.of(zombie).orElseThrow().isAlive()).isTrue();
			Instant start = ProcessHandle.of(zombie).orElseThrow().info().startInstant().orElseThrow();
			this.leases.acquire(this.target, "sync", HOUR);
			change("pid = %d, process_start = TIMESTAMP WITH TIME ZONE '%s'".formatted(zombie,
					start.toString().replace('T', ' ').replace("Z", "+00:00")));
			assertThat(this.leases.acquire(this.target, "sync", HOUR).fence()).isEqualTo(2);
		}
		finally {
			parent.destroyForcibly();
		}
	}

	private Instant instant(String column) {
		return database.jdbc()
			.sql("SELECT " + column + " FROM lease WHERE target_id = ?")
			.param(this.target)
			.query(OffsetDateTime.class)
			.single()
			.toInstant();
	}

	private void change(String assignments) {
		database.jdbc().sql("UPDATE lease SET " + assignments + " WHERE target_id = ?").param(this.target).update();
	}

}
