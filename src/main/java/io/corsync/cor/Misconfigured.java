package io.corsync.cor;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * COR as long as its settings do not fit: commands that do not need it work, the others
 * are told everything that is wrong.
 */
record Misconfigured(CorProperties properties) implements Cor {

	@Override
	public CorAnswer create(Kind kind, String externalId, Payload payload, CallPermit permit) {
		throw complaint();
	}

	@Override
	public CorAnswer update(Kind kind, String externalId, Payload changes, CallPermit permit) {
		throw complaint();
	}

	@Override
	public void login() {
		throw complaint();
	}

	@Override
	public void share(Supplier<Duration> turns) {
		throw complaint();
	}

	@Override
	public void stop(Duration left) {
		// No call ever begins.
	}

	private IllegalStateException complaint() {
		this.properties.requireSound();
		return new IllegalStateException("The settings of COR are sound, but were not when the program started");
	}

}
