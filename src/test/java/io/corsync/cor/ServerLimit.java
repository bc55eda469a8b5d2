package io.corsync.cor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * How a simulated server limits its callers; times are seconds.
 */
abstract class ServerLimit {

	private final RetryAfter retryAfter;

	private double meanLatency = 0.05;

	private boolean latencyByChance;

	ServerLimit(RetryAfter retryAfter) {
		this.retryAfter = retryAfter;
	}

	/** What a refusal says of when to come back. */
	enum RetryAfter {

		NONE, SECOND, DATE

	}

	/** So many calls in each window of the clock. */
	static ServerLimit fixedWindow(int calls, double window, RetryAfter retryAfter) {
		return new ServerLimit(retryAfter) {

			private long current = -1;

			private int count;

			@Override
			boolean accepts(double now) {
				long index = (long) Math.floor((now + 0.3 * window) / window);
				this.count = (index == this.current) ? this.count : 0;
				this.current = index;
				return ++this.count <= calls;
			}

		};
	}

	/** So many calls in any window. */
	static ServerLimit slidingWindow(int calls, RetryAfter retryAfter) {
		return new ServerLimit(retryAfter) {

			private final Deque<Double> accepted = new ArrayDeque<>();

			@Override
			boolean accepts(double now) {
				while (!this.accepted.isEmpty() && this.accepted.getFirst() <= now - 1) {
					this.accepted.removeFirst();
				}
				if (this.accepted.size() < calls) {
					this.accepted.addLast(now);
					return true;
				}
				return false;
			}

		};
	}

	/** A bucket that holds a burst, and fills at a rate that may change. */
	static ServerLimit bucket(DoubleUnaryOperator rate, double burst, RetryAfter retryAfter) {
		return new ServerLimit(retryAfter) {

			private double tokens = burst;

			private double at;

			@Override
			boolean accepts(double now) {
				this.tokens = Math.min(burst, this.tokens + (now - this.at) * rate.applyAsDouble(now));
				this.at = now;
				if (this.tokens >= 1) {
					this.tokens--;
					return true;
				}
				return false;
			}

		};
	}

	/** So many calls at once. */
	static ServerLimit atOnce(int calls, RetryAfter retryAfter) {
		return new ServerLimit(retryAfter) {

			private int open;

			@Override
			boolean accepts(double now) {
				if (this.open < calls) {
					this.open++;
					return true;
				}
				return false;
			}

			@Override
			void ended() {
				this.open--;
			}

		};
	}

	ServerLimit taking(double seconds, boolean byChance) {
		this.meanLatency = seconds;
		this.latencyByChance = byChance;
		return this;
	}

	abstract boolean accepts(double now);

	void ended() {
	}

	double latency(Random random) {
		return this.latencyByChance ? -this.meanLatency * Math.log(1 - random.nextDouble())
				: this.meanLatency * random.nextDouble(0.9, 1.1);
	}

	/**
	 * When a call may come again that is refused now; in the past when it is not said.
	 */
	double retryAt(double now) {
		return switch (this.retryAfter) {
			case NONE -> -1;
			case SECOND -> now + 1;
			// A date has no fractions, and is read against the answer's own date.
			case DATE -> now + 2;
		};
	}

}
