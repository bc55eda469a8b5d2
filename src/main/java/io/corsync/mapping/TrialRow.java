package io.corsync.mapping;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.salesforce.SalesforceId;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Builds a source row out of what a mapping test writes: values as Salesforce would send
 * them, parents nested or as paths. What every row of Salesforce has and no test is about
 * is added: ids, and that a lookup holds its parent's id.
 */
final class TrialRow {

	static final String STAMP = "2026-01-01T00:00:00.000Z";

	private static final String ID = "Id";

	private static final Map<String, String> PREFIXES = Map.of("opportunity", "006", "account", "001", "contract",
			"800", "owner", "005");

	private static final String CUSTOM_PREFIX = "a00";

	private final String object;

	private final String name;

	private final Problems problems;

	/** Numbers the ids that are made up, by object. */
	private final Map<String, Integer> ids;

	private final Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private final Map<String, TrialRow> parents = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	private record Value(@Nullable String text, Place place) {

	}

	TrialRow(String object, String name, Problems problems) {
		this(object, name, problems, new HashMap<>());
	}

	private TrialRow(String object, String name, Problems problems, Map<String, Integer> ids) {
		this.object = object;
		this.name = name;
		this.problems = problems;
		this.ids = ids;
	}

	/** Takes the fields and parents that are written at one level. */
	void add(MappingNode node) {
		for (YamlEntries.Entry entry : new YamlEntries(node, this.name, this.problems).all()) {
			List<String> path = List.of(entry.key().split("\\.", -1));
			if (path.stream().allMatch((part) -> part.matches("[A-Za-z]\\w*"))) {
				add(path, entry);
			}
			else {
				this.problems.add(entry.place(), this.name,
						"has " + Wording.quoted(entry.key()) + ", which cannot be the name of a field",
						"write an API name such as Amount, or Account.Name for a parent's");
			}
		}
	}

	private void add(List<String> path, YamlEntries.Entry entry) {
		if (path.size() > 1) {
			parent(path.get(0)).add(path.subList(1, path.size()), entry);
		}
		else if (entry.value() instanceof MappingNode node) {
			parent(path.get(0)).add(node);
		}
		else if (entry.value() instanceof ScalarNode scalar) {
			put(path.get(0), text(scalar), entry.place());
		}
		else {
			this.problems.add(entry.place(), of(path.get(0)), "has a list, and a field holds one value",
					"write one value; those of a multi-select picklist with ; between them");
		}
	}

	private TrialRow parent(String relationship) {
		return this.parents.computeIfAbsent(relationship,
				(key) -> new TrialRow(relationship, of(relationship), this.problems, this.ids));
	}

	private void put(String field, @Nullable String text, Place place) {
		Value first = this.values.putIfAbsent(field, new Value(text, place));
		if (first != null) {
			this.problems.add(place, of(field), "stands here a second time, first on line " + first.place().line(),
					"keep one of them");
		}
	}

	/** Salesforce has no empty texts. */
	static @Nullable String text(Node node) {
		if (!(node instanceof ScalarNode scalar) || scalar.getValue().isEmpty()
				|| (scalar.isPlain() && scalar.getTag().equals(Tag.NULL))) {
			return null;
		}
		return scalar.getValue();
	}

	SourceRow build() {
		return build(complete(ID, null));
	}

	private SourceRow build(String id) {
		Map<String, String> texts = new HashMap<>();
		this.values.forEach((field, value) -> {
			if (value.text() != null) {
				texts.put(field, normal(field, value.text()));
			}
		});
		texts.keySet().removeIf(ID::equalsIgnoreCase);
		texts.put(ID, id);
		if (!this.values.containsKey("SystemModstamp")) {
			texts.put("SystemModstamp", STAMP);
		}
		Map<String, SourceRow> built = new LinkedHashMap<>();
		this.parents.forEach((relationship, parent) -> {
			String lookup = lookup(relationship);
			Value own = this.values.get(lookup);
			String parentId = parent.complete(ID, own);
			if (own != null && own.text() == null) {
				this.problems.add(own.place(), of(lookup), "is empty, but the row has a " + relationship,
						"remove one of them");
			}
			texts.keySet().removeIf(lookup::equalsIgnoreCase);
			texts.put(lookup, parentId);
			built.put(relationship, parent.build(parentId));
		});
		return new SourceRow(this.object, texts, built);
	}

	/** The row's id: its own, the one its child names, or one that is made up. */
	private String complete(String field, @Nullable Value named) {
		Value own = this.values.get(field);
		String text = (own != null) ? own.text() : null;
		String child = (named != null) ? named.text() : null;
		if (own != null && text != null) {
			String id = id(text, of(field), own.place());
			if (named != null && child != null && !normal(field, child).equals(id)) {
				this.problems.add(own.place(), of(field), "is not the id that the lookup to it holds, "
						+ Wording.quoted(child) + " on line " + named.place().line(),
						"write the same id twice, or once");
			}
			return id;
		}
		return (named != null && child != null) ? id(child, of(field), named.place()) : madeUp();
	}

	private String id(String text, String field, Place place) {
		try {
			return SalesforceId.parse(text).value();
		}
		catch (IllegalArgumentException ex) {
			this.problems.add(place, field, "is " + Wording.quoted(text) + ", which is no Salesforce id",
					"write 15 or 18 characters, or leave the line out");
			return madeUp();
		}
	}

	private String madeUp() {
		String prefix = PREFIXES.getOrDefault(this.object.toLowerCase(Locale.ROOT), CUSTOM_PREFIX);
		return SalesforceId.parse("%sTEST%08d".formatted(prefix, this.ids.merge(prefix, 1, Integer::sum))).value();
	}

	/** Ids come from Salesforce with 18 characters, whatever a person writes. */
	private static String normal(String field, String text) {
		return field.toLowerCase(Locale.ROOT).endsWith("id") ? normalId(text) : text;
	}

	static String normalId(String text) {
		try {
			return SalesforceId.parse(text).value();
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	private static String lookup(String relationship) {
		boolean custom = relationship.toLowerCase(Locale.ROOT).endsWith("__r");
		return custom ? relationship.substring(0, relationship.length() - 1) + "c" : relationship + ID;
	}

	private String of(String field) {
		return this.name + "." + field;
	}

}
