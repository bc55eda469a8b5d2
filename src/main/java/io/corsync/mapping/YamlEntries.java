package io.corsync.mapping;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The keys of one level of the mapping file, each once.
 */
final class YamlEntries {

	private final String field;

	private final Problems problems;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	YamlEntries(MappingNode node, String field, Problems problems) {
		this.field = field;
		this.problems = problems;
		node.getValue().forEach(this::add);
	}

	private void add(NodeTuple tuple) {
		Place place = Place.of(tuple.getKeyNode());
		if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
			this.problems.add(place, this.field, "has a key that is no word", "write `key: value`");
			return;
		}
		Entry entry = new Entry(scalar.getValue(), place, tuple.getValueNode());
		Entry first = this.entries.putIfAbsent(entry.key(), entry);
		if (first != null) {
			this.problems.add(place, of(entry.key()),
					"stands here a second time, first on line " + first.place().line(), "keep one of them");
		}
	}

	private YamlEntries(String field, YamlEntries other) {
		this.field = field;
		this.problems = other.problems;
		this.entries.putAll(other.entries);
	}

	/** The same keys, called otherwise in problems. */
	YamlEntries called(String name) {
		return new YamlEntries(name, this);
	}

	@Nullable Entry get(String key) {
		return this.entries.get(key);
	}

	Collection<Entry> all() {
		return this.entries.values();
	}

	/** The value of a key as text: null when the key is not there or has no text. */
	@Nullable String text(String key) {
		Entry entry = get(key);
		return (entry != null) ? text(entry.value(), of(key), this.problems) : null;
	}

	/** Whether just this word stands there, without quotes. */
	static boolean isWord(Node node, String word) {
		return node instanceof ScalarNode scalar && scalar.isPlain() && scalar.getValue().equals(word);
	}

	static @Nullable String text(Node node, String field, Problems problems) {
		if (!(node instanceof ScalarNode scalar)) {
			problems.add(Place.of(node), field, "has several values where one is expected", "write one value");
			return null;
		}
		if (scalar.getValue().isBlank() || (scalar.isPlain() && scalar.getTag().equals(Tag.NULL))) {
			problems.add(Place.of(node), field, "has no value", "write one behind the colon or remove the line");
			return null;
		}
		return scalar.getValue();
	}

	/**
	 * The value of a key that has a few possible ones.
	 * @param choices what each word means
	 * @param standard what holds without the key
	 */
	<T> T choice(String key, Map<String, T> choices, T standard) {
		String text = text(key);
		T choice = (text != null) ? choices.get(text) : standard;
		Entry entry = get(key);
		if (choice == null && entry != null) {
			this.problems.add(entry.place(), of(key), "cannot be " + Wording.quoted(String.valueOf(text)),
					"write " + String.join(" or ", new TreeMap<>(choices).keySet()));
		}
		return (choice != null) ? choice : standard;
	}

	/** Tells unknown keys; true when there was none. */
	boolean refuseOthersThan(List<String> known) {
		List<Entry> unknown = all().stream().filter((entry) -> !known.contains(entry.key())).toList();
		unknown.forEach((entry) -> this.problems.add(entry.place(), of(entry.key()), "is not known here",
				Wording.didYouMean(entry.key(), known) + "known are " + Wording.list(known)));
		return unknown.isEmpty();
	}

	String of(String key) {
		return this.field.isEmpty() ? key : this.field + "." + key;
	}

	/**
	 * One key with its value.
	 *
	 * @param key the key as it is written
	 * @param place where it stands
	 * @param value what stands behind the colon
	 */
	record Entry(String key, Place place, Node value) {

	}

}
