package io.corsync.salesforce;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * How long to bear with a Salesforce that does not work: exponential back-off with
 * jitter, bounded so that a dead one stops a run within a minute.
 */
final class Patience {

	private static final Logger logger = LoggerFactory.getLogger(Patience.class);

	private static final Duration WHOLE = Duration.ofSeconds(45);

	private static final Duration BRIEF = Duration.ofSeconds(10);

	private static final long FIRST_PAUSE = 500;

	private static final long LONGEST_PAUSE = 15_000;

	private final Clock clock;

	private final Sleeper sleeper;

	Patience(Clock clock, Sleeper sleeper) {
		this.clock = clock;
		this.sleeper = sleeper;
	}

	/**
	 * Patience for one call and its repetitions.
	 * @return fresh patience
	 */
	Budget begin() {
		return new Budget();
	}

	/** What is left of the patience for one call. */
	final class Budget {

		private final Instant begin = Patience.this.clock.instant();

		private Instant lastTry = this.begin;

		private final BackOffExecution pauses = pauses();

		private boolean repeated;

		private static BackOffExecution pauses() {
			ExponentialBackOff pauses = new ExponentialBackOff(FIRST_PAUSE, 2);
			pauses.setMaxInterval(LONGEST_PAUSE);
			pauses.setJitter(FIRST_PAUSE / 2);
			return pauses.start();
		}

		/**
		 * Waits before the next repetition.
		 * @param failure what failed
		 * @throws SoapFailure the failure, when patience is at its end
		 */
		void pause(SoapFailure failure) throws SoapFailure {
			Duration pause = Duration.ofMillis(this.pauses.nextBackOff());
			Instant now = Patience.this.clock.instant();
			// The next try may take as long as the last one.
			Duration spent = Duration.between(this.begin, now).plus(Duration.between(this.lastTry, now));
			Duration all = (failure.remedy() == Remedy.REPEAT_BRIEFLY) ? BRIEF : WHOLE;
			// One silent answer may take half of all patience; a second try is due.
			boolean due = !this.repeated && failure.remedy() != Remedy.REPEAT_BRIEFLY;
			if (!due && spent.plus(pause).compareTo(all) > 0) {
				throw failure;
			}
			this.repeated = true;
			logger.debug("Repeating in {} ms: {}", pause.toMillis(), failure.getMessage());
			try {
				Patience.this.sleeper.sleep(pause);
				this.lastTry = Patience.this.clock.instant();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new SoapFailure(Remedy.NONE, new SalesforceException.Unavailable(null,
						"Stopped while waiting for Salesforce: " + failure.getMessage(), failure.reason()));
			}
		}

	}

}
