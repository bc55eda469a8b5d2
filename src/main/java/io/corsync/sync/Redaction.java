package io.corsync.sync;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes names out of texts, also as they stand in JSON. A name counts where it stands by
 * itself: a part of a longer word is another one.
 */
public final class Redaction implements UnaryOperator<String> {

	/** What stands where a name was. */
	public static final String GONE = "(forgotten)";

	/** Shorter ones stand in too many texts by chance. */
	private static final int SHORTEST = 3;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private static final JsonMapper ASCII = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

	private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

	private final Set<String> names;

	private final List<Pattern> patterns;

	private Redaction(Set<String> names) {
		this.names = names;
		// The longest first: it may contain another one.
		this.patterns = names.stream()
			.sorted(Comparator.comparing(String::length).reversed())
			.map((name) -> Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])"))
			.toList();
	}

	/**
	 * A redaction of some names.
	 * @param names the names
	 * @return takes them out
	 */
	public static Redaction of(Collection<String> names) {
		Set<String> spelt = new TreeSet<>();
		for (String name : names) {
			String text = name.strip();
			if (text.length() >= SHORTEST) {
				spelt.add(text);
				spelt.add(inner(JSON.writeValueAsString(text)));
				spelt.add(inner(ASCII.writeValueAsString(text)));
				spelt.add(lowerHex(inner(ASCII.writeValueAsString(text))));
			}
		}
		return new Redaction(spelt);
	}

	// Some write the digits of an escape in small letters.
	private static String lowerHex(String escaped) {
		return ESCAPE.matcher(escaped).replaceAll((escape) -> "\\\\u" + escape.group(1).toLowerCase(Locale.ROOT));
	}

	private static String inner(String quoted) {
		return quoted.substring(1, quoted.length() - 1);
	}

	/**
	 * How the names may be spelt.
	 * @return texts that are taken out
	 */
	public Set<String> names() {
		return this.names;
	}

	@Override
	public String apply(String text) {
		String left = text;
		for (Pattern pattern : this.patterns) {
			left = pattern.matcher(left).replaceAll(GONE);
		}
		return left;
	}

}
