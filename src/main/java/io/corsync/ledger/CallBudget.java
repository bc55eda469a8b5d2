package io.corsync.ledger;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One rate of calls for several processes, kept in PostgreSQL; by the database's clock,
 * since those of two hosts may differ.
 */
public final class CallBudget {

	private static final String TABLE = "call_budget";

	/** Calls come closer to one another on their way to a server that counts seconds. */
	private static final Duration SECOND = Duration.ofMillis(1012);

	/** From this many calls a second on, a late wake-up costs more than one of them. */
	private static final double OFTEN = 10;

	private final DataSource database;

	CallBudget(DataSource database) {
		this.database = database;
	}

	/**
	 * One process's part in the rate. A turn is taken when it is used: one that was
	 * promised for later would be used late by some, and meet the turns of others.
	 */
	@FunctionalInterface
	public interface Turns {

		/**
		 * Takes a turn if there is one.
		 * @return zero when it is taken, else how long to wait before asking again
		 */
		Duration take();

	}

	/**
	 * Takes part in a target's rate.
	 * @param targetId the target
	 * @param callsPerSecond calls a second, of all processes together
	 * @return this process's part
	 */
	public Turns join(int targetId, double callsPerSecond) {
		return join(targetId, callsPerSecond, databaseClock());
	}

	Turns join(int targetId, double callsPerSecond, TimeMeter clock) {
		ProxyManager<Long> manager = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(this.database)
			.table(TABLE)
			.clientClock(clock)
			.build();
		// A second's worth at once is what servers punish. One saved turn makes up for
		// late wake-ups, and no second has a call more for it.
		int saved = (callsPerSecond < OFTEN) ? 0 : 1;
		Duration distance = Duration.ofNanos((long) (SECOND.toNanos() / (callsPerSecond - saved)));
		BucketProxy bucket = manager.builder()
			.build(key(targetId, callsPerSecond),
					() -> BucketConfiguration.builder()
						.addLimit((limit) -> limit.capacity(1 + saved).refillGreedy(1, distance))
						.build());
		return () -> Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
	}

	// Another rate is another bucket.
	private static long key(int targetId, double callsPerSecond) {
		return targetId * 1_000_000_000L + Math.round(callsPerSecond * 1000);
	}

	private TimeMeter databaseClock() {
		long before = System.nanoTime();
		Instant now = Objects.requireNonNull(
				JdbcClient.create(this.database).sql("SELECT CURRENT_TIMESTAMP").query(OffsetDateTime.class).single())
			.toInstant();
		long halfWay = before + (System.nanoTime() - before) / 2;
		long offset = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() - halfWay;
		return new TimeMeter() {

			@Override
			public long currentTimeNanos() {
				return System.nanoTime() + offset;
			}

			@Override
			public boolean isWallClockBased() {
				return true;
			}

		};
	}

}
