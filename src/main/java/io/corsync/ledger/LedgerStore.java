package io.corsync.ledger;

import java.time.Clock;

import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Opens a writer on the ledger for the holder of a lease.
 */
public final class LedgerStore {

	private final NamedParameterJdbcTemplate jdbc;

	private final TransactionOperations transaction;

	private final Clock clock;

	LedgerStore(NamedParameterJdbcTemplate jdbc, TransactionOperations transaction, Clock clock) {
		this.jdbc = jdbc;
		this.transaction = transaction;
		this.clock = clock;
	}

	/**
	 * Opens a writer; close it before the lease is released.
	 * @param lease the lease
	 * @return the writer
	 */
	public LedgerWriter writer(Lease lease) {
		return new LedgerWriter(new LedgerStatements(this.jdbc, lease), this.transaction, this.clock);
	}

}
