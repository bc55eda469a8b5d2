package io.corsync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The ledger of violations: how many of each, and the latest in words.
 */
final class CorViolations {

	/** Enough to see the pattern; the counts go on. */
	private static final int KEPT = 100;

	private final Clock clock;

	private final Map<CorViolation, Long> counts = new EnumMap<>(CorViolation.class);

	private final Deque<Entry> latest = new ArrayDeque<>();

	CorViolations(Clock clock) {
		this.clock = clock;
	}

	synchronized void add(CorViolation violation, String what) {
		this.counts.merge(violation, 1L, Long::sum);
		this.latest.addFirst(new Entry(this.clock.instant(), violation, what));
		if (this.latest.size() > KEPT) {
			this.latest.removeLast();
		}
	}

	/** Every kind with its count, zeros included. */
	synchronized Map<CorViolation, Long> counts() {
		Map<CorViolation, Long> all = new EnumMap<>(CorViolation.class);
		for (CorViolation violation : CorViolation.values()) {
			all.put(violation, this.counts.getOrDefault(violation, 0L));
		}
		return all;
	}

	synchronized long total() {
		return this.counts.values().stream().mapToLong(Long::longValue).sum();
	}

	/** The latest first. */
	synchronized List<Entry> latest() {
		return List.copyOf(this.latest);
	}

	synchronized void reset() {
		this.counts.clear();
		this.latest.clear();
	}

	/**
	 * One violation.
	 *
	 * @param at when
	 * @param violation which
	 * @param what the call in words
	 */
	record Entry(Instant at, CorViolation violation, String what) {

	}

}
