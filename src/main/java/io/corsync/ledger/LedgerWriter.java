package io.corsync.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import org.springframework.transaction.support.TransactionOperations;

/**
 * The only way into the ledger while a run holds the lease. Whatever is handed over while
 * one transaction commits goes into the next one together, so that many threads share a
 * commit and none waits for more than two. Every transaction first locks the lease and
 * checks its fence: a run whose lease was taken over can write nothing more.
 */
public final class LedgerWriter implements AutoCloseable {

	/** Bounds one transaction, and with it the time that the lease's row is locked. */
	private static final int MOST_AT_ONCE = 500;

	private final LedgerStatements statements;

	private final TransactionOperations transaction;

	private final Clock clock;

	private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Thread thread;

	LedgerWriter(LedgerStatements statements, TransactionOperations transaction, Clock clock) {
		this.statements = statements;
		this.transaction = transaction;
		this.clock = clock;
		this.thread = new Thread(this::work, "ledger");
		this.thread.start();
	}

	/**
	 * Something to be written.
	 *
	 * @param entry the row; null ends the thread
	 * @param attempt the call that led to it, null when there was none
	 * @param withdrawn whether the row is taken back instead of saved
	 * @param done completed after the commit
	 */
	record Order(@Nullable Entry entry, @Nullable Attempt attempt, boolean withdrawn, CompletableFuture<Entry> done) {

		Entry row() {
			if (this.entry == null) {
				throw new IllegalStateException("The end of the queue has no row");
			}
			return this.entry;
		}

	}

	/**
	 * Writes a row and, with it, the call that led to it; returns when both are
	 * committed.
	 * @param entry the row; its version must be the one in the database, 0 for a new row
	 * @param attempt the call, null when there was none
	 * @return the row with its new version
	 * @throws StaleEntryException when somebody else changed the row
	 * @throws FenceLostException when another run holds the lease
	 */
	public Entry save(Entry entry, @Nullable Attempt attempt) {
		return await(new Order(entry, attempt, false, new CompletableFuture<>()));
	}

	/**
	 * Takes back a new row whose call never began.
	 * @param entry the row as it was saved
	 * @param attempt the call before it, null when there was none
	 */
	public void withdraw(Entry entry, @Nullable Attempt attempt) {
		await(new Order(entry, attempt, true, new CompletableFuture<>()));
	}

	private Entry await(Order order) {
		if (this.closed.get()) {
			throw new IllegalStateException("The ledger's writer is closed");
		}
		this.orders.add(order);
		try {
			return order.done().join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

	private void work() {
		boolean more = true;
		while (more) {
			List<Order> batch = next();
			more = batch.removeIf((order) -> order.entry() == null) ? false : more;
			commit(batch);
		}
	}

	// Nobody interrupts this thread: an interrupt inside H2's file access would close the
	// database.
	private List<Order> next() {
		List<Order> batch = new ArrayList<>();
		while (batch.isEmpty()) {
			try {
				batch.add(this.orders.take());
			}
			catch (InterruptedException ex) {
				continue;
			}
			this.orders.drainTo(batch, MOST_AT_ONCE - 1);
		}
		return batch;
	}

	private void commit(List<Order> batch) {
		boolean[] written;
		try {
			written = this.transaction.execute((status) -> this.statements.write(batch, this.clock.instant()));
			this.statements.makeDurable();
		}
		catch (RuntimeException | Error ex) {
			batch.forEach((order) -> order.done().completeExceptionally(ex));
			return;
		}
		for (int i = 0; i < batch.size(); i++) {
			Order order = batch.get(i);
			Entry entry = order.row();
			if (written != null && written[i]) {
				order.done().complete(entry.withVersion(entry.version() + 1));
			}
			else {
				order.done().completeExceptionally(new StaleEntryException(entry.key(), entry.version()));
			}
		}
	}

	/**
	 * Writes what was handed over and ends.
	 */
	@Override
	public void close() {
		if (this.closed.compareAndSet(false, true)) {
			this.orders.add(new Order(null, null, false, new CompletableFuture<>()));
			join();
		}
	}

	private void join() {
		boolean interrupted = false;
		while (this.thread.isAlive()) {
			try {
				this.thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

}
