package io.corsync.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.corsync.salesforce.SalesforceId;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a table: what stands in Salesforce on the left, what COR gets on the
 * right. An id on the left means the same with 15 and with 18 characters.
 */
final class Translations {

	/** Enough to see which table it is, short enough for a message. */
	private static final int SHOWN = 10;

	private static final int SHORT_ID = 15;

	private static final int LONG_ID = 18;

	private static final int ID_PREFIX = 3;

	private final SortedMap<String, String> lines;

	private final Map<String, Place> places;

	private final boolean ignoresCase;

	private final Map<String, String> exact = new HashMap<>();

	private final Map<String, String> folded = new HashMap<>();

	/**
	 * Creates a table.
	 * @param lines the lines as they are written
	 * @param places where the file has them, by their left sides
	 * @param ignoresCase whether capitals make no difference; in an id they always do
	 */
	Translations(SortedMap<String, String> lines, Map<String, Place> places, boolean ignoresCase) {
		this.lines = new TreeMap<>(lines);
		this.places = Map.copyOf(places);
		this.ignoresCase = ignoresCase;
		lines.forEach((key, value) -> {
			List<String> spellings = spellings(key);
			spellings.forEach((spelling) -> this.exact.putIfAbsent(spelling, value));
			if (ignoresCase && spellings.size() == 1) {
				this.folded.putIfAbsent(folded(key), value);
			}
		});
		// A line as it stands wins over another one's second spelling.
		this.exact.putAll(lines);
	}

	/** All spellings of a value that mean the same: two of an id, else itself. */
	static List<String> spellings(String key) {
		boolean id = (key.length() == SHORT_ID || key.length() == LONG_ID)
				&& key.substring(0, ID_PREFIX).chars().anyMatch(Character::isDigit) && !key.contains("/");
		if (!id) {
			return List.of(key);
		}
		try {
			String complete = SalesforceId.parse(key).value();
			return List.of(complete, complete.substring(0, SHORT_ID));
		}
		catch (IllegalArgumentException ex) {
			return List.of(key);
		}
	}

	/** What all spellings that differ in capitals only have in common. */
	static String folded(String text) {
		return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	@Nullable String of(String value) {
		String found = this.exact.get(value);
		return (found == null && this.ignoresCase) ? this.folded.get(folded(value)) : found;
	}

	/** Both sides, as they are written. */
	SortedMap<String, String> lines() {
		return this.lines;
	}

	/** Where the file has a line, by its left side. */
	Place place(String key) {
		return this.places.getOrDefault(key, Place.START);
	}

	boolean ignoresCase() {
		return this.ignoresCase;
	}

	/**
	 * Equal for equal meanings, different for different ones.
	 * @return a text for hashing
	 */
	String meaning() {
		Map<String, String> table = new TreeMap<>();
		this.lines.forEach(
				(key, value) -> table.put(new Source.Constant(key).meaning(), new Source.Constant(value).meaning()));
		return table + (this.ignoresCase ? "ignoring case" : "");
	}

	/** The left sides for a message. */
	@Override
	public String toString() {
		String shown = this.lines.keySet().stream().limit(SHOWN).map(Wording::quoted).collect(Collectors.joining(", "));
		int more = this.lines.size() - SHOWN;
		return (more > 0) ? shown + " and " + more + " more" : shown;
	}

}
