package io.corsync.cor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/**
 * Finds the pace that COR allows, by what it refuses as too many:
 * <ol>
 * <li>Until the first refusal there is no limit but the one that was told.</li>
 * <li>A refusal takes the rate back to a little less than what COR accepted lately; from
 * there it grows along a {@link RateCurve}, as long as it is the rate that holds calls
 * back.</li>
 * <li>Where those calls are refused that had too many others beside them, it is their
 * number at once that COR limits ({@link Crowd}): then that is held, not the rate. One
 * more is tried now and then.</li>
 * <li>Refusals of one round are one: calls that began before it count no more, and a
 * round lasts a second.</li>
 * </ol>
 */
final class Pace {

	/** Servers count by the second. */
	private static final Duration ROUND = Duration.ofSeconds(1);

	/** How far back it matters how many calls were accepted. */
	private static final Duration LOOK = Duration.ofSeconds(2);

	private static final int LEAST_LOOK = 20;

	/** Fewer calls tell nothing of an unknown limit. */
	private static final int FIRST_LOOK = 5;

	/**
	 * A round may be short and ends with a refusal in any case: so many calls of doubt.
	 */
	private static final int DOUBT = 10;

	private static final double LONG_RUN_SECONDS = 60;

	private static final double LATELY_SECONDS = 5;

	/** Seconds until one more call at once is tried, by how often it was in vain. */
	private static final double[] MORE_AT_ONCE = { 10, 20, 40 };

	private final double told;

	private final int most;

	private final Clock clock;

	private final RateCurve curve = new RateCurve();

	private final Crowd crowd;

	private final RunningRate longRun = new RunningRate(LONG_RUN_SECONDS);

	private final RunningRate lately = new RunningRate(LATELY_SECONDS);

	/** The calls of this round that began lately, whatever became of them. */
	private final Deque<Call> round = new ArrayDeque<>();

	private Instant roundSince = Instant.MIN;

	private boolean servedInRound;

	/** What begins without any pace begins at once, and arrives in any order. */
	private Instant pacedSince = Instant.MAX;

	private Instant grownAt = Instant.MIN;

	/** 0 while nothing is found. */
	private int atOnce;

	private Instant atOnceSince = Instant.MIN;

	private int inVain;

	private int inFlight;

	private long refused;

	/**
	 * Creates a pace.
	 * @param told most calls a second, 0 when that is not known
	 * @param most most calls at once
	 * @param clock tells when
	 */
	Pace(double told, int most, Clock clock) {
		this.told = (told > 0) ? told : Double.POSITIVE_INFINITY;
		this.most = most;
		this.clock = clock;
		this.crowd = new Crowd(most);
	}

	/**
	 * Calls that may begin in a second.
	 * @return infinite for any number
	 */
	synchronized double callsPerSecond() {
		return Math.min(this.told, this.curve.value());
	}

	/**
	 * Calls that may be in flight.
	 * @return one at least
	 */
	synchronized int mostAtOnce() {
		if (this.atOnce == 0) {
			return this.most;
		}
		double tries = seconds(this.atOnceSince, this.clock.instant()) / MORE_AT_ONCE[this.inVain];
		return (int) Math.min(this.most, this.atOnce + Math.floor(tries * tries * tries));
	}

	synchronized CorPace look() {
		return new CorPace(this.lately.perSecond(this.clock.instant()),
				this.curve.known() ? Math.min(this.told, this.curve.limit()) : null,
				(this.atOnce > 0) ? this.atOnce : null, this.refused);
	}

	/**
	 * Nobody calls for a while, whatever the rate.
	 * @param until for how long
	 */
	synchronized void held(Instant until) {
		this.grownAt = latest(this.grownAt, until);
	}

	/**
	 * A call takes its turn.
	 * @param waited whether it was the rate that held it back
	 */
	synchronized void turn(boolean waited) {
		Instant now = this.clock.instant();
		if (waited && this.servedInRound && this.curve.value() <= this.told) {
			// After a long silence nothing is known of that time.
			this.curve.grow(Math.min(2 / this.curve.value(), seconds(this.grownAt, now)));
		}
		this.grownAt = latest(this.grownAt, now);
	}

	/**
	 * A call leaves for COR.
	 * @return to be told how it ended
	 */
	synchronized Call begin() {
		Instant now = this.clock.instant();
		this.lately.count(now);
		this.inFlight++;
		Call call = new Call(now, Math.min(this.inFlight, this.most));
		this.round.addLast(call);
		Instant old = now.minus(LOOK);
		while (this.round.size() > LEAST_LOOK && this.round.getFirst().at.isBefore(old)) {
			this.round.removeFirst();
		}
		return call;
	}

	private void served(Call call) {
		this.longRun.count(this.clock.instant());
		if (paced(call)) {
			this.crowd.served(call.inFlight);
		}
		this.servedInRound |= inRound(call);
	}

	private void refused(Call call) {
		Instant now = this.clock.instant();
		this.refused++;
		if (!this.curve.known()) {
			if (this.round.size() >= FIRST_LOOK) {
				this.curve.cut(acceptedAtFirst(now));
				beginRound(now);
				this.pacedSince = now;
			}
			return;
		}
		if (paced(call)) {
			this.crowd.refused(call.inFlight, now);
		}
		if (!inRound(call)) {
			return;
		}
		if (!now.isBefore(this.roundSince.plus(ROUND))) {
			endRound(call, now);
			beginRound(now);
		}
	}

	private boolean paced(Call call) {
		return !call.at.isBefore(this.pacedSince);
	}

	private boolean inRound(Call call) {
		return !call.at.isBefore(this.roundSince);
	}

	private void endRound(Call call, Instant now) {
		OptionalInt found = this.crowd.limit(this.atOnce);
		if (found.isPresent() && found.getAsInt() < call.inFlight) {
			boolean again = found.getAsInt() == this.atOnce;
			this.inVain = again ? Math.min(this.inVain + 1, MORE_AT_ONCE.length - 1) : 0;
			this.atOnce = found.getAsInt();
			this.atOnceSince = now;
		}
		else if (this.servedInRound) {
			this.curve.cut(callsPerSecond() * (accepted() + DOUBT) / (this.round.size() + DOUBT));
		}
		else {
			this.curve.halve(this.longRun.perSecond(now));
		}
	}

	private void beginRound(Instant now) {
		this.roundSince = now;
		this.servedInRound = false;
		this.round.clear();
	}

	// Calls that have no answer yet count as accepted: refusals are quicker.
	private double acceptedAtFirst(Instant now) {
		Instant second = now.minus(ROUND);
		long lastSecond = this.round.stream().filter((call) -> !call.refused && call.at.isAfter(second)).count();
		return Math.max(lastSecond, accepted() / Math.max(1, seconds(this.round.getFirst().at, now)));
	}

	private double accepted() {
		return this.round.stream().filter((call) -> !call.refused).count();
	}

	private static double seconds(Instant from, Instant to) {
		return to.isAfter(from) && from.isAfter(Instant.MIN) ? Duration.between(from, to).toNanos() / 1e9 : 0;
	}

	private static Instant latest(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	/** One call in flight; only its first end counts. */
	final class Call {

		private final Instant at;

		/** With itself. */
		private final int inFlight;

		private boolean refused;

		private boolean ended;

		private Call(Instant at, int inFlight) {
			this.at = at;
			this.inFlight = inFlight;
		}

		/** COR took it, whatever it said of it. */
		void served() {
			end(() -> Pace.this.served(this));
		}

		/** COR refused it as one too many. */
		void refused() {
			end(() -> {
				this.refused = true;
				Pace.this.refused(this);
			});
		}

		/** Says nothing about the pace. */
		void withdrawn() {
			end(() -> {
			});
		}

		private void end(Runnable effect) {
			synchronized (Pace.this) {
				if (!this.ended) {
					this.ended = true;
					Pace.this.inFlight--;
					effect.run();
				}
			}
		}

	}

}
