package io.corsync.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The trouble that is set to happen, and what waits because of it.
 */
final class SalesforceFaults {

	private final List<Script> scripts = new ArrayList<>();

	private int struck;

	private CountDownLatch released = new CountDownLatch(1);

	/**
	 * A fault and how many calls it has seen.
	 */
	private static final class Script {

		private final SalesforceFault fault;

		private final SplittableRandom random;

		private int seen;

		Script(SalesforceFault fault) {
			this.fault = fault;
			Long seed = fault.seed();
			this.random = new SplittableRandom((seed != null) ? seed : 0);
		}

		boolean strikes() {
			this.seen++;
			Double probability = this.fault.probability();
			Integer call = this.fault.call();
			if (probability != null) {
				return this.random.nextDouble() < probability;
			}
			if (call != null) {
				return this.seen == call;
			}
			Integer next = this.fault.next();
			return this.seen <= ((next != null) ? next : 1);
		}

	}

	synchronized void add(SalesforceFault fault) {
		this.scripts.add(new Script(fault));
	}

	/** How many calls were struck since all trouble was forgotten last. */
	synchronized int struck() {
		return this.struck;
	}

	synchronized List<SalesforceFault> list() {
		return this.scripts.stream().map((script) -> script.fault).toList();
	}

	/**
	 * Forgets all trouble and lets go of what waits.
	 */
	synchronized void clear() {
		this.scripts.clear();
		this.struck = 0;
		this.released.countDown();
		this.released = new CountDownLatch(1);
	}

	/**
	 * What happens to a call now, the first that strikes; every script counts the call.
	 */
	synchronized @Nullable SalesforceFault next(String operation, String text) {
		SalesforceFault struck = null;
		for (Script script : this.scripts) {
			if (script.fault.strikes(operation, text) && script.strikes() && struck == null) {
				struck = script.fault;
			}
		}
		this.struck += (struck != null) ? 1 : 0;
		return struck;
	}

	/**
	 * Waits, but not beyond {@link #clear()}.
	 */
	void await(long millis) throws InterruptedException {
		CountDownLatch latch;
		synchronized (this) {
			latch = this.released;
		}
		latch.await(millis, TimeUnit.MILLISECONDS);
	}

}
