package io.corsync.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Target;
import io.corsync.sync.Overview;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The totals of a large ledger as they were a moment ago, however many people look at
 * them: counting a million rows takes a second, which runs are in need of.
 */
@Component
class RecentPageTotals {

	private static final Duration MOMENT = Duration.ofSeconds(5);

	private final Overview overview;

	private final Clock clock;

	private @Nullable Counted last;

	RecentPageTotals(Overview overview, Clock clock) {
		this.overview = overview;
		this.clock = clock;
	}

	private record Counted(int target, Instant at, List<Ledger.Total> totals) {

	}

	synchronized List<Ledger.Total> of(Target target) {
		Instant now = this.clock.instant();
		Counted known = this.last;
		if (known == null || known.target() != target.id() || known.at().plus(MOMENT).isBefore(now)) {
			known = new Counted(target.id(), now, this.overview.totals(target));
			this.last = known;
		}
		return known.totals();
	}

}
