package io.corsync.mapping;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * All functions that expressions may call.
 */
final class Functions {

	/** Their values change by themselves, and so would payloads. */
	private static final List<String> CLOCKS = List.of("today", "now", "currentDate", "random");

	private final SortedMap<String, Function> byName = new TreeMap<>();

	Functions() {
		Stream.of(NumberFunctions.ALL, DateFunctions.ALL, TextFunctions.ALL)
			.flatMap(List::stream)
			.forEach((function) -> this.byName.put(function.name(), function));
	}

	@Nullable Function named(String name) {
		return this.byName.get(name);
	}

	Map<String, Function> all() {
		return this.byName;
	}

	/** What to do about a name that is none of theirs. */
	String remedy(String name) {
		return CLOCKS.contains(name)
				? "a mapping gives the same row the same values every night: take a date of the row, such as CloseDate"
				: Wording.didYouMean(name, this.byName.keySet()) + "known are " + Wording.list(this.byName.keySet());
	}

}
