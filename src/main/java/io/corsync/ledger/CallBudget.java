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

	private final DataSource database;

	CallBudget(DataSource database) {
		this.database = database;
	}

	/**
	 * One process's part in the rate.
	 */
	@FunctionalInterface
	public interface Turns {

		/**
		 * Takes the next turn.
		 * @return how long to wait until it is there
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
		ProxyManager<Long> manager = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(this.database)
			.table(TABLE)
			.clientClock(databaseClock())
			.build();
		// One token at most is saved up: a second's worth at once is what rate limits of
		// servers punish.
		Duration distance = Duration.ofNanos((long) (TimeUnit.SECONDS.toNanos(1) / callsPerSecond));
		BucketProxy bucket = manager.builder()
			.build(key(targetId, callsPerSecond),
					() -> BucketConfiguration.builder()
						.addLimit((limit) -> limit.capacity(1).refillGreedy(1, distance))
						.build());
		return () -> Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
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
