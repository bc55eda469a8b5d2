package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Target;
import io.corsync.sync.Overview;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * The totals of a large ledger as they were a moment ago, however many people look at
 * them: counting a million rows takes seconds, which runs are in need of, and for which a
 * page need not be kept back.
 */
@Component
class RecentPageTotals implements DisposableBean {

	private static final Duration MOMENT = Duration.ofSeconds(5);

	/** What a page waits for the count at most before it comes without. */
	private static final Duration PATIENCE = Duration.ofMillis(300);

	private final Function<Target, List<Ledger.Total>> counter;

	private final Clock clock;

	private final ExecutorService counting;

	private @Nullable Count last;

	@Autowired
	RecentPageTotals(Overview overview, Clock clock) {
		this(overview::totals, clock);
	}

	RecentPageTotals(Function<Target, List<Ledger.Total>> counter, Clock clock) {
		this.counter = counter;
		this.clock = clock;
		CustomizableThreadFactory threads = new CustomizableThreadFactory("page-totals-");
		threads.setDaemon(true);
		this.counting = Executors.newSingleThreadExecutor(threads);
	}

	/**
	 * A count, which may go on.
	 */
	private record Count(int target, CompletableFuture<Counted> end) {

		boolean holdsFor(Target other, Instant now) {
			if (this.target != other.id() || !this.end.isDone()) {
				return this.target == other.id();
			}
			return !this.end.isCompletedExceptionally() && !this.end.join().at().plus(MOMENT).isBefore(now);
		}

	}

	private record Counted(List<Ledger.Total> totals, Instant at) {

	}

	/**
	 * The totals, if they are there in a moment.
	 * @return empty while they are still being counted
	 */
	Optional<List<Ledger.Total>> soon(Target target) {
		try {
			return Optional.of(count(target).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).totals());
		}
		catch (TimeoutException ex) {
			return Optional.empty();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		}
		catch (ExecutionException ex) {
			throw reason(ex.getCause());
		}
	}

	/**
	 * The totals, whatever it takes to count them.
	 */
	List<Ledger.Total> of(Target target) {
		try {
			return count(target).join().totals();
		}
		catch (CompletionException ex) {
			throw reason(ex.getCause());
		}
	}

	private synchronized CompletableFuture<Counted> count(Target target) {
		Instant now = this.clock.instant();
		Count known = this.last;
		if (known == null || !known.holdsFor(target, now)) {
			known = new Count(target.id(), CompletableFuture
				.supplyAsync(() -> new Counted(this.counter.apply(target), this.clock.instant()), this.counting));
			this.last = known;
		}
		return known.end();
	}

	private static RuntimeException reason(@Nullable Throwable cause) {
		return (cause instanceof RuntimeException ex) ? ex : new IllegalStateException(cause);
	}

	@Override
	public void destroy() {
		// No interrupt: it would close H2's file under everybody else.
		this.counting.shutdown();
	}

}
