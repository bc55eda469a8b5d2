package io.corsync.sync;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * One entity to be delivered.
 *
 * @param mapped the entity as COR is to get it
 * @param entry its row in the ledger, null when it has none
 * @param decision what is to be done
 * @param phase the step that wants it
 * @param parents puts a missing parent back
 */
record Task(Mapped mapped, @Nullable Entry entry, Decision decision, Phase phase, Parents parents) {

	Kind kind() {
		return this.mapped.kind();
	}

	Entry.Key key() {
		return new Entry.Key(this.mapped.kind().word(), this.mapped.externalId());
	}

	Task deciding(Decision other) {
		return new Task(this.mapped, this.entry, other, this.phase, this.parents);
	}

	/**
	 * What to do about the parents of an entity when COR says that one is missing.
	 */
	interface Parents {

		/**
		 * Puts the entity's missing parents back into COR, each at most once in a run.
		 * @param kind the kind that COR misses, null when COR did not say which
		 * @return what came of it
		 */
		Restoration restore(@Nullable Kind kind);

	}

}
