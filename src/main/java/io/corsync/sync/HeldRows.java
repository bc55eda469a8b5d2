package io.corsync.sync;

import java.util.Optional;

import io.corsync.ledger.Ledger;
import io.corsync.ledger.Runs;
import io.corsync.ledger.Target;

/**
 * Knows which runs hold rows that wait for an approval.
 */
final class HeldRows {

	private final Ledger ledger;

	private final Runs runs;

	HeldRows(Ledger ledger, Runs runs) {
		this.ledger = ledger;
		this.runs = runs;
	}

	/**
	 * Whether an approval has anything to release.
	 * @throws RefusedRequestException when there was no such run
	 */
	boolean any(RunRequest.Approve approve, Optional<Target> target) {
		if (target.flatMap((known) -> this.runs.find(known.id(), approve.run())).isEmpty()) {
			throw new RefusedRequestException(
					"There is no run %d. The command runs lists them; nothing was sent.".formatted(approve.run()));
		}
		return this.ledger.held(target.orElseThrow().id()).stream().anyMatch((held) -> held.run() == approve.run());
	}

}
