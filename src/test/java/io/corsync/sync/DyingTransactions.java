package io.corsync.sync;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The ledger's transactions of a process that dies at one of them, just before it or just
 * behind it: nothing is written after that.
 */
final class DyingTransactions implements UnaryOperator<TransactionOperations> {

	private final AtomicInteger writes = new AtomicInteger();

	private final int last;

	private final boolean beforeWrite;

	DyingTransactions(int last, boolean beforeWrite) {
		this.last = last;
		this.beforeWrite = beforeWrite;
	}

	@Override
	public TransactionOperations apply(TransactionOperations usual) {
		return new TransactionOperations() {

			@Override
			public <T> T execute(TransactionCallback<T> action) throws TransactionException {
				int number = DyingTransactions.this.writes.incrementAndGet();
				int last = DyingTransactions.this.last;
				boolean dead = number > last || (number == last && DyingTransactions.this.beforeWrite);
				T result = dead ? null : usual.execute(action);
				if (number >= last) {
					throw new Death();
				}
				return result;
			}

		};
	}

	/** What kill -9 looks like from inside. */
	static final class Death extends Error {

		Death() {
			super("The process dies", null, false, false);
		}

	}

}
