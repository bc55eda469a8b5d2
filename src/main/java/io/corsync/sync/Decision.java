package io.corsync.sync;

import io.corsync.cor.Payload;
import io.corsync.mapping.Mapped;

/**
 * What is to be done about one entity, from its payload and its row in the ledger alone.
 */
sealed interface Decision {

	/** COR has it as it should be: no call, no write. */
	record Unchanged() implements Decision {

	}

	/**
	 * It was stuck, and its source went back to what COR has: only the ledger changes.
	 */
	record Recovered() implements Decision {

	}

	/** The ledger knows a newer version of the source: never sent. */
	record Stale() implements Decision {

	}

	/** Our own checks refuse it. */
	record Unfit() implements Decision {

	}

	/** Refused before, and nothing has changed since. */
	record StillRejected() implements Decision {

	}

	/**
	 * A guard keeps it since an earlier run, or an earlier row of this one.
	 *
	 * @param newer whether its source has changed since
	 * @param changes the fields that COR has with other values, none when it does not
	 * have it
	 */
	record Held(boolean newer, Payload changes) implements Decision {

	}

	/**
	 * A guard keeps it from now on.
	 *
	 * @param cause the guard
	 * @param message why, and what to do
	 */
	record Hold(String cause, String message) implements Decision {

	}

	/** Not known to be in COR. */
	record Create() implements Decision {

	}

	/**
	 * In COR with other values.
	 *
	 * @param changes the fields to send
	 */
	record Update(Payload changes) implements Decision {

	}

	/**
	 * The end of an earlier call is not known.
	 *
	 * @param changes the fields that may differ in COR from what they should be
	 */
	record Settle(Payload changes) implements Decision {

	}

	/**
	 * A parent is not in COR.
	 *
	 * @param reference the parent
	 * @param parent what became of it
	 * @param readable whether its source row could be read
	 */
	record Wait(Mapped.Reference reference, Delivered parent, boolean readable) implements Decision {

		/**
		 * Whether the mapping has the entity sent without it, since it does not come by
		 * itself.
		 */
		boolean goesWithout() {
			return this.reference.sendWithout() && !this.parent.comesByItself();
		}

	}

	/** A rule of the mapping leaves it out, and nothing of it is open. */
	record LeftOut() implements Decision {

	}

	/**
	 * Its source has left the scope, proven.
	 *
	 * @param deleted whether it was deleted, else it fails the filter
	 * @param archive whether COR is to archive it
	 */
	record Leave(boolean deleted, boolean archive) implements Decision {

	}

	/** Whether carrying it out may call COR. */
	default boolean calls() {
		if (this instanceof Leave leave) {
			return leave.archive();
		}
		return this instanceof Create || this instanceof Update || this instanceof Settle;
	}

}
