package io.corsync.sync;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.corsync.mapping.Mapped;

/**
 * Keeps once each the values that a run left out, for whoever completes the mapping's
 * tables.
 */
final class LeftOutValues {

	/** Nobody works through more; a table for such a field is a mistake. */
	private static final int MOST = 100;

	private final Map<Key, LeftOutValue> values = new LinkedHashMap<>();

	synchronized void add(Mapped mapped) {
		for (Mapped.Unmapped unmapped : mapped.unmapped()) {
			Key key = new Key(mapped.kind().word(), unmapped.field(), unmapped.value());
			if (this.values.size() < MOST) {
				this.values.putIfAbsent(key,
						new LeftOutValue(key.kind(), key.field(), key.value(), mapped.externalId()));
			}
		}
	}

	/**
	 * The values, in the order of kinds, fields and values.
	 * @return at most a hundred
	 */
	synchronized List<LeftOutValue> list() {
		return this.values.values()
			.stream()
			.sorted(Comparator.comparing(LeftOutValue::kind)
				.thenComparing(LeftOutValue::field)
				.thenComparing(LeftOutValue::value))
			.toList();
	}

	private record Key(String kind, String field, String value) {

	}

}
