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

	LazyDatabase(HikariDataSource pool) {
		super(pool);
		this.pool = pool;
	}

	@Override
	public void close() {
		this.pool.close();
	}

}
