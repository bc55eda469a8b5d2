package io.corsync.cor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.DoubleSupplier;

/**
 * Turns at even distances. Who wakes up late is made good, within two limits that keep
 * servers from counting too many:
 * <ol>
 * <li>What was missed for longer than a moment is lost: no burst after a pause.</li>
 * <li>As many calls as fit a second begin within a second and a little, counted by when
 * they really began: on their way they may come closer.</li>
 * </ol>
 */
final class SpacedTurns implements Turns {

	/** So much may be made good. */
	private static final Duration LATE = Duration.ofMillis(50);

	/** So much closer calls may come on their way to the server. */
	private static final Duration CLOSER = Duration.ofMillis(12);

	private final DoubleSupplier callsPerSecond;

	private final Deque<Instant> begun = new ArrayDeque<>();

	private Instant even = Instant.MIN;

	SpacedTurns(DoubleSupplier callsPerSecond) {
		this.callsPerSecond = callsPerSecond;
	}

	@Override
	public Instant next() {
		double rate = this.callsPerSecond.getAsDouble();
		if (rate == Double.POSITIVE_INFINITY) {
			return Instant.MIN;
		}
		int fit = fit(rate);
		while (this.begun.size() > fit) {
			this.begun.removeFirst();
		}
		Instant room = (this.begun.size() < fit) ? Instant.MIN
				: this.begun.getFirst().plus(nanos(fit / rate)).plus(CLOSER);
		return this.even.isAfter(room) ? this.even : room;
	}

	@Override
	public void taken(Instant due, Instant at) {
		double rate = this.callsPerSecond.getAsDouble();
		if (rate == Double.POSITIVE_INFINITY) {
			this.begun.clear();
			this.even = Instant.MIN;
			return;
		}
		this.begun.addLast(at);
		Instant latest = at.minus(LATE);
		this.even = (due.isAfter(latest) ? due : latest).plus(nanos(1 / rate));
	}

	private static int fit(double rate) {
		return Math.max(1, (int) Math.round(rate));
	}

	private static Duration nanos(double seconds) {
		return Duration.ofNanos((long) (seconds * 1_000_000_000));
	}

}
