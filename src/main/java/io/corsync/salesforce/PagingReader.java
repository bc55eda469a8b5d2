package io.corsync.salesforce;

import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ReaderNotOpenException;

/**
 * Reads the rows of a query, the next page being fetched in the background, and keeps the
 * position of the last row handed out in the execution context.
 */
final class PagingReader implements SourceReader {

	private final String name;

	private final BiFunction<@Nullable Position, CallScope, QueryPages> query;

	private @Nullable Fetching fetching;

	private Page page = Page.NONE;

	private @Nullable Position opened;

	private long expected = -1;

	/** The last row handed out that settles; its stamp is read when it is asked for. */
	private @Nullable SourceRow handedOut;

	private @Nullable Position start;

	private boolean startGiven;

	PagingReader(String name, BiFunction<@Nullable Position, CallScope, QueryPages> query) {
		this.name = name;
		this.query = query;
	}

	@Override
	public void startAfter(@Nullable Position position) {
		this.start = position;
		this.startGiven = true;
	}

	@Override
	public void open(ExecutionContext executionContext) {
		close();
		this.opened = this.startGiven ? this.start : stored(executionContext);
		this.startGiven = false;
		this.fetching = new Fetching(this.name);
	}

	@Override
	public @Nullable SourceRow read() {
		Fetching pages = this.fetching;
		if (pages == null) {
			throw new ReaderNotOpenException("The reader of " + this.name + " is not open");
		}
		while (true) {
			SourceRow row = this.page.next();
			if (row != null) {
				this.handedOut = this.page.settles(row) ? row : this.handedOut;
				return row;
			}
			if (this.page.last()) {
				return null;
			}
			boolean first = this.page == Page.NONE;
			this.page = pages.next(position());
			this.expected = first ? this.page.ofRows() : this.expected;
		}
	}

	@Override
	public long expected() {
		return this.expected;
	}

	@Override
	public void update(ExecutionContext executionContext) {
		Position last = position();
		if (last != null) {
			executionContext.putString(this.name + ".systemModstamp", last.systemModstamp().toString());
			executionContext.putString(this.name + ".id", last.id());
		}
	}

	private @Nullable Position position() {
		SourceRow last = this.handedOut;
		return (last != null) ? last.position() : this.opened;
	}

	private @Nullable Position stored(ExecutionContext context) {
		if (!context.containsKey(this.name + ".id")) {
			return null;
		}
		return new Position(Instant.parse(context.getString(this.name + ".systemModstamp")),
				context.getString(this.name + ".id"));
	}

	/** Nothing of what was fetched or under way outlives this. */
	@Override
	public void close() {
		Fetching pages = this.fetching;
		this.fetching = null;
		this.page = Page.NONE;
		this.expected = -1;
		this.opened = null;
		this.handedOut = null;
		if (pages != null) {
			pages.close();
		}
	}

	/** The background thread, and the page that is under way on it. */
	private final class Fetching {

		private final CallScope scope = new CallScope();

		private final ExecutorService thread;

		private @Nullable QueryPages pages;

		private @Nullable Future<Page> next;

		Fetching(String name) {
			this.thread = Executors.newSingleThreadExecutor((task) -> {
				Thread daemon = new Thread(task, name);
				daemon.setDaemon(true);
				return daemon;
			});
		}

		Page next(@Nullable Position after) {
			QueryPages source = this.pages;
			if (source == null) {
				source = PagingReader.this.query.apply(after, this.scope);
				this.pages = source;
			}
			Future<Page> under = (this.next != null) ? this.next : this.thread.submit(source::next);
			// Whatever happens to it now, it is not to be handed out again.
			this.next = null;
			Page page = await(under);
			if (!page.last()) {
				this.next = this.thread.submit(source::next);
			}
			return page;
		}

		private Page await(Future<Page> under) {
			try {
				return under.get();
			}
			catch (InterruptedException ex) {
				this.pages = null;
				under.cancel(true);
				Thread.currentThread().interrupt();
				throw new SalesforceException.Unavailable(null, "Stopped while waiting for Salesforce", ex);
			}
			catch (ExecutionException | CancellationException ex) {
				// Reading on begins anew, behind the last row handed out.
				this.pages = null;
				throw rethrown(ex);
			}
		}

		private static RuntimeException rethrown(Exception failure) {
			Throwable cause = failure.getCause();
			if (cause instanceof Error error) {
				throw error;
			}
			return (cause instanceof RuntimeException known) ? known
					: new IllegalStateException("A page could not be fetched", failure);
		}

		void close() {
			this.scope.close();
			this.thread.shutdownNow();
		}

	}

}
