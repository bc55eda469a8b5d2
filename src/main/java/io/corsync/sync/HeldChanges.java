package io.corsync.sync;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;

/**
 * Counts, field by field, what guards keep from being changed in COR: whoever approves
 * wants to know.
 */
final class HeldChanges {

	private final Map<Kind, ChangedRows> counts = new EnumMap<>(Kind.class);

	synchronized void add(Kind kind, Payload changes) {
		if (!changes.isEmpty()) {
			SortedMap<String, Long> fields = new TreeMap<>();
			changes.names().forEach((name) -> fields.put(name, 1L));
			this.counts.merge(kind, new ChangedRows(kind.word(), 1, 1, fields), ChangedRows::and);
		}
	}

	/**
	 * What was counted.
	 * @return one for each kind that has any
	 */
	synchronized List<ChangedRows> list() {
		return List.copyOf(this.counts.values());
	}

}
