package io.corsync.sync;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

import io.corsync.ledger.Holder;
import io.corsync.ledger.Lease;
import io.corsync.ledger.Workers;
import org.jspecify.annotations.Nullable;

/**
 * A worker's lease beneath the run's.
 */
final class BeneathRun implements LeaseKeeper.Tenure {

	/** It outlives its worker by this much where nobody can see that it died. */
	static final Duration LENGTH = Duration.ofSeconds(60);

	private final Workers workers;

	private @Nullable Lease lease;

	private @Nullable Throwable trouble;

	BeneathRun(Workers workers) {
		this.workers = workers;
	}

	LeaseKeeper.Tenure join(int target, Workers.Shared run) {
		this.lease = this.workers.join(target, run, LENGTH);
		return this;
	}

	void trouble(Throwable thrown) {
		this.trouble = thrown;
	}

	@Override
	public Lease lease() {
		return Objects.requireNonNull(this.lease, "joined");
	}

	@Override
	public void renew(Duration length) {
		this.workers.renew(lease(), length);
	}

	@Override
	public Optional<Holder> asker() {
		return Optional.empty();
	}

	@Override
	public void release() {
		this.workers.leave(lease(), (this.trouble != null) ? String.valueOf(this.trouble.getMessage()) : null,
				(this.trouble != null) ? Ending.code(this.trouble).code() : null);
	}

}
