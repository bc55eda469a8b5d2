package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;

/**
 * Stops a run that begins with an empty ledger and finds in COR what it was about to
 * create: then the ledger was lost, or COR is not the one that was meant. Asked before
 * anything is adopted; the first two are, since a retried creation looks alike.
 */
final class DuplicateGuard {

	private static final int MOST = 3;

	private final List<String> names = new ArrayList<>();

	private boolean watching;

	private DuplicateGuard(boolean watching) {
		this.watching = watching;
	}

	static DuplicateGuard watching() {
		return new DuplicateGuard(true);
	}

	/**
	 * A person has said yes, or the ledger is not empty.
	 */
	static DuplicateGuard off() {
		return new DuplicateGuard(false);
	}

	/**
	 * COR calls a creation a duplicate.
	 * @param name what people call the entity
	 * @throws ApprovalNeededException when it may not be adopted before somebody says yes
	 */
	synchronized void met(String name) {
		if (!this.watching) {
			return;
		}
		if (this.names.size() < MOST) {
			this.names.add(name);
		}
		if (this.names.size() >= MOST) {
			throw new ApprovalNeededException(
					"The ledger was empty, but COR has these records already: %s. Was the ledger lost, or another database used before? Then say yes on a terminal, or start again with --yes: what COR has is adopted, nothing is doubled. Otherwise check that cor.base-url and the API key belong to the COR that is meant."
						.formatted(String.join(", ", this.names)));
		}
	}

	/**
	 * Whether it has stopped the run.
	 */
	synchronized boolean stopped() {
		return this.watching && this.names.size() >= MOST;
	}

	synchronized List<String> names() {
		return List.copyOf(this.names);
	}

	/**
	 * A person has said yes.
	 */
	synchronized void release() {
		this.watching = false;
	}

}
