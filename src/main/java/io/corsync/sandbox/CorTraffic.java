package io.corsync.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Watches which calls are in flight, and the pace COR asks for.
 */
final class CorTraffic {

	private final Clock clock;

	private final Supplier<CorBehavior> behavior;

	private final CorViolations violations;

	private final Map<Long, Open> open = new HashMap<>();

	private final Deque<Instant> admitted = new ArrayDeque<>();

	private long tickets;

	private int peak;

	private @Nullable Hold hold;

	CorTraffic(Clock clock, Supplier<CorBehavior> behavior, CorViolations violations) {
		this.clock = clock;
		this.behavior = behavior;
		this.violations = violations;
	}

	/**
	 * A call has arrived.
	 * @param call the call
	 * @return the ticket to end it with
	 */
	synchronized long begin(CorCall call) {
		Instant now = this.clock.instant();
		if (this.hold != null && !now.isBefore(this.hold.from()) && now.isBefore(this.hold.until())) {
			this.violations.add(CorViolation.CALL_DURING_HOLD, call + " before " + this.hold.until());
		}
		// A hanging call is its client's no longer once the client must have given up.
		Instant given = now.minus(this.behavior.get().abandonedAfter());
		if (call.verb().equals("POST") && this.open.values()
			.stream()
			.anyMatch((other) -> other.isSamePost(call) && other.at().isAfter(given))) {
			this.violations.add(CorViolation.OVERLAPPING_POSTS, call.toString());
		}
		this.open.put(++this.tickets, new Open(call, now));
		int inFlight = (int) this.open.values().stream().filter((other) -> other.at().isAfter(given)).count();
		this.peak = Math.max(this.peak, inFlight);
		int ceiling = this.behavior.get().inFlightCeiling();
		if (ceiling > 0 && inFlight > ceiling) {
			this.violations.add(CorViolation.OVER_CEILING, "%s was number %d in flight".formatted(call, inFlight));
		}
		return this.tickets;
	}

	/** A call is about to be answered or dropped; to be told before its client knows. */
	synchronized void end(long ticket) {
		this.open.remove(ticket);
	}

	/** Whether the rate limit lets one more call through now. */
	synchronized boolean admits() {
		int rate = this.behavior.get().ratePerSecond();
		Instant now = this.clock.instant();
		while (!this.admitted.isEmpty() && !this.admitted.getFirst().isAfter(now.minusSeconds(1))) {
			this.admitted.removeFirst();
		}
		if (rate > 0 && this.admitted.size() >= rate) {
			return false;
		}
		this.admitted.addLast(now);
		return true;
	}

	/** COR is asking everybody to wait. */
	synchronized void hold(Instant until) {
		Instant from = this.clock.instant().plus(Duration.ofMillis(this.behavior.get().holdGraceMillis()));
		if (this.hold == null || until.isAfter(this.hold.until())) {
			boolean holding = this.hold != null && from.isBefore(this.hold.until());
			this.hold = new Hold((holding && this.hold != null) ? this.hold.from() : from, until);
		}
	}

	synchronized int inFlight() {
		return this.open.size();
	}

	/** The most calls that were in flight at once. */
	synchronized int peak() {
		return this.peak;
	}

	synchronized void reset() {
		this.admitted.clear();
		this.peak = 0;
		this.hold = null;
	}

	private record Open(CorCall call, Instant at) {

		boolean isSamePost(CorCall other) {
			return this.call.verb().equals("POST") && this.call.kind().equals(other.kind())
					&& this.call.id().equals(other.id());
		}

	}

	private record Hold(Instant from, Instant until) {

	}

}
