package io.corsync.mapping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.corsync.cor.Kind;
import io.corsync.salesforce.SourceField;
import io.corsync.salesforce.SourceObject;
import org.jspecify.annotations.Nullable;

/**
 * Tells what an administrator of Salesforce has changed about the fields that a mapping
 * reads. Not thread-safe.
 */
public final class MappingDrift {

	private final MappingFile file;

	private final SortedMap<ObjectField, @Nullable FieldShape> shapes = new TreeMap<>();

	private final Map<ObjectField, Set<Use>> uses = new TreeMap<>();

	/**
	 * Where the mapping reads a field.
	 *
	 * @param name which field of COR, or which rule
	 * @param place where the mapping file says so
	 * @param rule how the field gets its value, null for a rule
	 * @param condition what the rule wants of it, null for a field
	 */
	private record Use(String name, Place place, @Nullable FieldRule rule, @Nullable Condition condition) {

		/** What becomes of rows with one of these values. */
		String effect(FieldRule reader, List<String> values) {
			Table table = Table.in(reader.source());
			if (table == null) {
				return (reader.source() instanceof Source.Path) ? "sends it as it stands" : "reads it";
			}
			boolean all = values.stream().allMatch((value) -> table.translations().of(value) != null);
			return all ? "has a line for it" : (table.otherwise() != null) ? "has no line for it, so its default holds"
					: "has no line for it, so " + PicklistCheck.effect(reader);
		}

	}

	/**
	 * Looks at the fields of a mapping as they are now.
	 * @param file the mapping
	 * @param describe gives an object as the program's user sees it
	 */
	public MappingDrift(MappingFile file, Function<String, SourceObject> describe) {
		this.file = file;
		PathResolver resolver = new PathResolver(describe);
		file.sections().lines().forEach((section) -> section.rules().forEach((rule) -> {
			Use use = new Use(section.kind().word() + "." + rule.field().name(), rule.place(), rule, null);
			rule.source().paths().forEach((path) -> look(resolver, use, resolver.resolve(section.object(), path)));
		}));
		file.sections().lines().forEach((section) -> {
			Section.Stop stop = section.stop();
			if (stop != null) {
				Use use = new Use(section.kind().word() + "." + Section.STOP, stop.place(), null, null);
				section.stopPaths().forEach((path) -> look(resolver, use, resolver.resolve(section.object(), path)));
			}
		});
		file.sections().rules().forEach((rule) -> rule.when().forEach((condition) -> {
			Use use = new Use("the rule " + rule.name(), rule.place(), null, condition);
			look(resolver, use, resolver.resolve(Section.OPPORTUNITY, condition.path()));
		}));
	}

	private void look(PathResolver resolver, Use use, PathResolver.Resolution resolution) {
		for (ObjectField field : resolution.trail()) {
			SourceField described = resolver.field(field.object(), field.field());
			this.shapes.put(field, (described != null) ? FieldShape.of(described) : null);
			this.uses.computeIfAbsent(field, (any) -> new LinkedHashSet<>()).add(use);
		}
	}

	/**
	 * The fields that the mapping reads and this user sees, as they are now.
	 * @param before the fields as they were, whose values are remembered
	 * @return each once
	 */
	public SortedMap<ObjectField, FieldShape> shapes(Map<ObjectField, FieldShape> before) {
		SortedMap<ObjectField, FieldShape> known = new TreeMap<>(before);
		SortedMap<ObjectField, FieldShape> visible = new TreeMap<>();
		this.shapes.forEach((field, shape) -> {
			FieldShape then = known.get(field);
			if (shape != null) {
				visible.put(field, (then != null) ? shape.after(then) : shape);
			}
		});
		return Collections.unmodifiableSortedMap(visible);
	}

	/**
	 * What has changed.
	 * @param before the fields as they were
	 * @return sentences that name field, change and effect; nothing of fields that were
	 * not read before
	 */
	public List<String> since(Map<ObjectField, FieldShape> before) {
		SortedMap<ObjectField, FieldShape> known = new TreeMap<>(before);
		List<String> changes = new ArrayList<>();
		this.shapes.forEach((field, now) -> {
			FieldShape then = known.get(field);
			if (then != null) {
				changes.addAll(changes(field, then, now));
			}
		});
		return changes;
	}

	private List<String> changes(ObjectField field, FieldShape then, @Nullable FieldShape now) {
		if (now == null) {
			return List
				.of("%s is gone since the last run: somebody removed or renamed it, or took the right to read it from the program's user. %s"
					.formatted(field, readers(field)));
		}
		List<String> changes = new ArrayList<>();
		if (!then.type().equals(now.type())) {
			changes.add("%s was of type %s at the last run and is of type %s now. %s".formatted(field, then.type(),
					now.type(), readers(field)));
		}
		List<String> added = without(now.offered(), then.offered());
		if (!added.isEmpty() && !then.offered().isEmpty()) {
			changes.add("%s offers %s since the last run.%s".formatted(field, PicklistCheck.list(added),
					effects(field, added)));
		}
		List<String> removed = without(then.offered(), now.offered());
		if (!removed.isEmpty() && !now.offered().isEmpty()) {
			changes.add("%s does not offer %s any more; rows may still have it.".formatted(field,
					PicklistCheck.list(removed)));
		}
		return changes;
	}

	private static List<String> without(List<String> values, List<String> others) {
		return values.stream().filter((value) -> !others.contains(value)).toList();
	}

	private String readers(ObjectField field) {
		Set<Use> readers = this.uses.getOrDefault(field, Set.of());
		return "%s %s it.".formatted(readers.stream().map(this::name).collect(Collectors.joining(", ")),
				(readers.size() == 1) ? "reads" : "read");
	}

	/** What becomes of rows with values that are new. */
	private String effects(ObjectField field, List<String> added) {
		StringBuilder words = new StringBuilder();
		Set<String> named = new HashSet<>();
		boolean ruled = false;
		for (Use use : this.uses.getOrDefault(field, Set.of())) {
			if (use.rule() != null) {
				words.append(" %s %s.".formatted(name(use), use.effect(use.rule(), added)));
			}
			else if (use.condition() != null) {
				ruled = true;
				named.addAll(use.condition().values());
			}
			else {
				words.append(" %s reads it.".formatted(name(use)));
			}
		}
		return words + ((ruled && !named.containsAll(added)) ? " No rule names it." : "");
	}

	private String name(Use use) {
		return "%s (%s line %d)".formatted(use.name(), this.file.name(), use.place().line());
	}

}
