package io.corsync.ledger;

import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

/**
 * A pool of which a transaction takes a connection with its first statement: Spring Batch
 * opens one around each chunk, and what waits for COR meanwhile takes nothing from
 * others.
 */
final class LazyDatabase extends LazyConnectionDataSourceProxy implements AutoCloseable {

	private final HikariDataSource pool;

	private final Upgrade upgrade;

	private final Runnable compaction;

	private volatile boolean compact;

	LazyDatabase(HikariDataSource pool) {
		this(pool, new Upgrade(null));
	}

	LazyDatabase(HikariDataSource pool, Upgrade upgrade) {
		this(pool, upgrade, () -> {
		});
	}

	LazyDatabase(HikariDataSource pool, Upgrade upgrade, Runnable compaction) {
		super(pool);
		this.pool = pool;
		this.upgrade = upgrade;
		this.compaction = compaction;
	}

	/**
	 * Rewrites the file when nobody uses it any more: what was removed would otherwise
	 * stay in its free space for a while.
	 */
	void compactWhenClosed() {
		this.compact = true;
	}

	Upgrade upgrade() {
		return this.upgrade;
	}

	@Override
	public void close() {
		this.pool.close();
		if (this.compact) {
			this.compaction.run();
		}
	}

}
