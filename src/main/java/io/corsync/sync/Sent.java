package io.corsync.sync;

import java.util.List;

import io.corsync.mapping.Mapped;

/**
 * What a decision means for the rows around it.
 */
final class Sent {

	private Sent() {
	}

	/**
	 * The references that are among the fields to be sent: those parents must be in COR
	 * before.
	 */
	static List<Mapped.Reference> references(Mapped mapped, Decision decision) {
		if (decision instanceof Decision.Create) {
			return mapped.references();
		}
		if (decision instanceof Decision.Settle) {
			// It may end in a POST of everything.
			return mapped.references();
		}
		if (decision instanceof Decision.Update update) {
			return mapped.references()
				.stream()
				.filter((reference) -> update.changes().get(reference.field()) != null)
				.toList();
		}
		return List.of();
	}

	/**
	 * How a decision counts that neither calls nor writes.
	 */
	static Outcome outcome(Decision decision) {
		if (decision instanceof Decision.StillRejected) {
			return Outcome.REJECTED;
		}
		if (decision instanceof Decision.LeftOut) {
			return Outcome.SKIPPED;
		}
		if (decision instanceof Decision.Held || decision instanceof Decision.Hold) {
			return Outcome.HELD;
		}
		return (decision instanceof Decision.Stale) ? Outcome.STALE : Outcome.UNCHANGED;
	}

}
