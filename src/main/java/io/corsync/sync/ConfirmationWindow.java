package io.corsync.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.corsync.cor.Kind;
import io.corsync.salesforce.Position;
import org.jspecify.annotations.Nullable;

/**
 * The rows in delivery, in their order. The position moves to the last row up to which
 * everything is finished, and the books with it.
 */
final class ConfirmationWindow {

	private final Certificate certificate;

	private final Deque<Row> rows = new ArrayDeque<>();

	private @Nullable Position position;

	private long ordinal;

	ConfirmationWindow(Certificate certificate, @Nullable Position position, long ordinal) {
		this.certificate = certificate;
		this.position = position;
		this.ordinal = ordinal;
	}

	private record Row(Kind kind, Position position, long ordinal, CompletableFuture<RowResult> result) {

	}

	void add(Work work, CompletableFuture<RowResult> result) {
		this.rows.add(new Row(work.subject().kind(), work.position(), work.ordinal(), result));
	}

	/**
	 * Waits until at most so many rows are not finished in front of the position.
	 */
	void awaitAtMost(int open) {
		confirm();
		while (this.rows.size() > open) {
			join(this.rows.getFirst().result());
			confirm();
		}
	}

	private void confirm() {
		while (!this.rows.isEmpty() && this.rows.getFirst().result().isDone()) {
			Row row = this.rows.getFirst();
			RowResult result = join(row.result());
			this.rows.removeFirst();
			this.certificate.read(row.kind(), row.ordinal() - this.ordinal);
			this.certificate.count(result);
			this.position = row.position();
			this.ordinal = row.ordinal();
		}
	}

	/**
	 * Waits for everything, whatever comes of it.
	 */
	void awaitQuietly() {
		awaitAll(this.rows.stream().map(Row::result).toList());
		this.rows.clear();
	}

	@Nullable Position position() {
		return this.position;
	}

	long ordinal() {
		return this.ordinal;
	}

	/**
	 * Waits for results, whatever comes of them.
	 */
	static void awaitAll(List<CompletableFuture<RowResult>> results) {
		results.forEach((result) -> result.handle((any, failure) -> true).join());
	}

	/**
	 * A finished result, or what made it fail.
	 */
	static RowResult join(CompletableFuture<RowResult> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof RuntimeException cause) {
				throw cause;
			}
			throw ex;
		}
	}

}
