package io.corsync.sandbox;

import java.time.Clock;

import tools.jackson.databind.node.ObjectNode;

/**
 * A COR in memory: one company, its rules of conduct, its faults and the books on how it
 * was treated.
 */
final class CorWorld implements AutoCloseable {

	private final CorBehavior initial;

	private final Clock clock;

	private final CorViolations violations;

	private final CorCompany company;

	private final CorTokens tokens;

	private final CorTraffic traffic;

	private final CorCallLog calls;

	private final CorFaults faults;

	private final CorPauses pauses = new CorPauses();

	private final CorLater later = new CorLater();

	private volatile CorBehavior behavior;

	CorWorld(Clock clock, long seed, CorBehavior initial) {
		this.initial = initial;
		this.behavior = initial;
		this.clock = clock;
		this.violations = new CorViolations(clock);
		this.company = new CorCompany(clock, this::behavior, this.violations);
		this.tokens = new CorTokens(clock, this::behavior);
		this.traffic = new CorTraffic(clock, this::behavior, this.violations);
		this.calls = new CorCallLog(clock);
		this.faults = new CorFaults(seed);
	}

	Clock clock() {
		return this.clock;
	}

	CorBehavior behavior() {
		return this.behavior;
	}

	synchronized CorBehavior behave(ObjectNode changes) {
		this.behavior = this.behavior.with(changes);
		return this.behavior;
	}

	CorCompany company() {
		return this.company;
	}

	CorTokens tokens() {
		return this.tokens;
	}

	CorTraffic traffic() {
		return this.traffic;
	}

	CorCallLog calls() {
		return this.calls;
	}

	CorFaults faults() {
		return this.faults;
	}

	CorViolations violations() {
		return this.violations;
	}

	CorPauses pauses() {
		return this.pauses;
	}

	CorLater later() {
		return this.later;
	}

	/** Forgets how it was treated, keeps what it holds. */
	void resetCounters() {
		this.violations.reset();
		this.calls.reset();
		this.traffic.reset();
	}

	/** As new: nothing held, no faults, the initial behaviour. */
	synchronized void reset() {
		this.later.clear();
		this.faults.clear();
		this.behavior = this.initial;
		this.company.clear();
		this.tokens.expireAll();
		this.pauses.release();
		resetCounters();
	}

	@Override
	public void close() {
		this.pauses.release();
		this.later.close();
	}

}
