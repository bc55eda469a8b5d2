package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Tells an outage of COR from the trouble of single rows. Asked before each call and told
 * its end:
 * <ol>
 * <li>Failures count by distinct id, so that one poison row never looks like an outage;
 * any answer COR gave in words forgets them all.</li>
 * <li>A call without an answer for ten seconds counts as failed already.</li>
 * <li>Before COR has answered anything, few ids are enough: calls go one at a time until
 * it has told its company.</li>
 * <li>While enough ids have failed in a row, only one probe every two seconds goes
 * through: an outage must not make rows doubtful by the hundred.</li>
 * <li>A failure thirty seconds after the first one stops all calls until
 * {@link #reset()}. It has to be a failure, not just time: COR may have asked for
 * patience meanwhile.</li>
 * </ol>
 */
final class OutageBrake {

	/** How long failures have to last to be an outage. */
	static final Duration LASTING = Duration.ofSeconds(30);

	private static final int ENOUGH = 8;

	private static final int ENOUGH_AT_FIRST = 3;

	private static final Duration HUNG = Duration.ofSeconds(10);

	private static final Duration PROBE_INTERVAL = Duration.ofSeconds(2);

	private final int enough;

	private final Clock clock;

	private final Runnable cancelWaits;

	private final Set<String> failed = new HashSet<>();

	private final Set<Call> inFlight = new LinkedHashSet<>();

	private Instant first = Instant.MIN;

	private Instant last = Instant.MIN;

	private String lastCause = "";

	private Instant nextProbe = Instant.MIN;

	private @Nullable Call probe;

	private long served;

	private boolean answered;

	private @Nullable String outage;

	/**
	 * Creates a brake.
	 * @param maxInFlight calls at the same time
	 * @param clock tells when
	 * @param cancelWaits run once in an outage: what hangs then is not waited for
	 */
	OutageBrake(int maxInFlight, Clock clock, Runnable cancelWaits) {
		// Less than two would be one poison row.
		this.enough = Math.max(2, Math.min(ENOUGH, maxInFlight));
		this.clock = clock;
		this.cancelWaits = cancelWaits;
	}

	/**
	 * Begins a call if one may begin now.
	 * @param id the entity that is called for
	 * @return the call, null when it has to wait and ask again
	 * @throws CorException.Unavailable in an outage
	 */
	synchronized @Nullable Call tryBegin(String id) {
		if (!open()) {
			return null;
		}
		Call call = new Call(id, this.clock.instant());
		if (doubtful()) {
			this.probe = call;
			this.nextProbe = call.started.plus(PROBE_INTERVAL);
		}
		this.inFlight.add(call);
		return call;
	}

	/**
	 * Whether a call might begin now.
	 * @return false when it is no use to ask {@link #tryBegin}
	 * @throws CorException.Unavailable in an outage
	 */
	synchronized boolean open() {
		check();
		return !doubtful()
				|| ((this.probe == null || this.probe.hung) && !this.clock.instant().isBefore(this.nextProbe));
	}

	/**
	 * Ends waiting when there is an outage.
	 * @throws CorException.Unavailable in an outage
	 */
	synchronized void check() {
		look();
		if (this.outage != null) {
			throw new CorException.Unavailable(this.outage, null, null);
		}
	}

	/**
	 * How many calls COR has served so far.
	 * @return a number to compare with a later one
	 */
	synchronized long served() {
		return this.served;
	}

	/** Begins anew: a new run tries again what an outage stopped. */
	synchronized void reset() {
		forget();
		this.answered = false;
		this.outage = null;
	}

	private boolean doubtful() {
		return this.failed.size() >= (this.answered ? this.enough : Math.min(this.enough, ENOUGH_AT_FIRST));
	}

	private void look() {
		Instant now = this.clock.instant();
		for (Call call : this.inFlight) {
			Instant hungAt = call.started.plus(HUNG);
			if (!call.hung && !now.isBefore(hungAt)) {
				call.hung = true;
				fail(call.id, hungAt, "no answer for " + HUNG.toSeconds() + " seconds");
			}
			if (call.hung && this.failed.contains(call.id)) {
				this.last = now;
			}
		}
		if (this.outage == null && doubtful() && !this.last.isBefore(this.first.plus(LASTING))) {
			this.outage = "COR is out of order: since %s the calls for %d different records failed without a success between, the last one with %s. Nothing more is sent; start the same command again later."
				.formatted(this.first.truncatedTo(ChronoUnit.SECONDS), this.failed.size(), this.lastCause);
			this.cancelWaits.run();
		}
	}

	private void fail(String id, Instant at, String cause) {
		if (this.failed.isEmpty()) {
			this.first = at;
		}
		this.failed.add(id);
		this.last = at.isAfter(this.last) ? at : this.last;
		this.lastCause = cause;
	}

	private void forget() {
		this.failed.clear();
		this.last = Instant.MIN;
		this.nextProbe = Instant.MIN;
		this.probe = null;
	}

	private synchronized void end(Call call, Runnable effect) {
		if (this.inFlight.remove(call)) {
			if (call.equals(this.probe)) {
				this.probe = null;
			}
			effect.run();
			look();
		}
	}

	/** One call in flight; only its first end counts. */
	final class Call {

		private final String id;

		private final Instant started;

		private boolean hung;

		private Call(String id, Instant started) {
			this.id = id;
			this.started = started;
		}

		/** COR answered in words, be it a refusal. */
		void served() {
			end(this, () -> {
				OutageBrake.this.served++;
				OutageBrake.this.answered = true;
				forget();
			});
		}

		/**
		 * Not sent, or without a readable answer.
		 * @param cause what happened
		 */
		void failed(String cause) {
			end(this, () -> fail(this.id, OutageBrake.this.clock.instant(), cause));
		}

		/** Says nothing about COR. */
		void withdrawn() {
			end(this, () -> {
			});
		}

	}

}
