package io.corsync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.corsync.cor.Kind;
import io.corsync.ledger.Entry;
import io.corsync.mapping.Mapped;
import org.jspecify.annotations.Nullable;

/**
 * One entity to be delivered.
 *
 * @param mapped the entity as COR is to get it in the end
 * @param entry its row in the ledger, null when it has none
 * @param decision what is to be done
 * @param phase the step that wants it
 * @param parents puts a missing parent back
 * @param missing the parents without which it is sent
 */
record Task(Mapped mapped, @Nullable Entry entry, Decision decision, Phase phase, Parents parents,
		List<Decision.Wait> missing) {

	Task(Mapped mapped, @Nullable Entry entry, Decision decision, Phase phase, Parents parents) {
		this(mapped, entry, decision, phase, parents, List.of());
	}

	Kind kind() {
		return this.mapped.kind();
	}

	Entry.Key key() {
		return new Entry.Key(this.mapped.kind().word(), this.mapped.externalId());
	}

	/**
	 * The entity as COR is to get it now.
	 */
	Mapped sent() {
		return this.missing.isEmpty() ? this.mapped
				: this.mapped.without(this.missing.stream().map(Decision.Wait::reference).toList());
	}

	/**
	 * The parents that are to follow, since it is sent without them.
	 */
	Set<Entry.Key> lacking() {
		return Missing.keys(this.missing);
	}

	Task deciding(Decision other) {
		return new Task(this.mapped, this.entry, other, this.phase, this.parents, this.missing);
	}

	Task about(@Nullable Entry newer, Decision other) {
		return new Task(this.mapped, newer, other, this.phase, this.parents, this.missing);
	}

	Task without(List<Decision.Wait> some) {
		List<Decision.Wait> all = new ArrayList<>(this.missing);
		all.addAll(some);
		return new Task(this.mapped, this.entry, this.decision, this.phase, this.parents, List.copyOf(all));
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
