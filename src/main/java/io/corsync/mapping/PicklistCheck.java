package io.corsync.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.corsync.salesforce.SourceField;
import io.corsync.salesforce.SourceObject;
import org.jspecify.annotations.Nullable;

/**
 * Holds the values that tables and rules name against those that Salesforce offers. A
 * value that is not offered may still stand in older rows; one that resembles a value
 * without a line was misspelt.
 */
final class PicklistCheck {

	private static final int SHOWN = 10;

	private static final String RECORD_TYPE = "recordtype.developername";

	private final PathResolver resolver;

	private final SortedMap<ObjectField, FieldShape> before;

	private final Findings findings;

	PicklistCheck(PathResolver resolver, Map<ObjectField, FieldShape> before, Findings findings) {
		this.resolver = resolver;
		this.before = new TreeMap<>(before);
		this.findings = findings;
	}

	/** Looks at the lines of a field's table, if it has one. */
	void table(Section section, FieldRule rule, String name) {
		Table table = Table.in(rule.source());
		Offer offer = (table != null) ? offer(section.object(), table) : null;
		if (table == null || offer == null) {
			return;
		}
		Translations translations = table.translations();
		List<String> missing = offer.several() ? List.of()
				: offer.offered().stream().filter((value) -> translations.of(value) == null).toList();
		for (String key : translations.lines().keySet()) {
			if (!offer.knows(key, translations.ignoresCase())) {
				unknown(offer, key, offer.meant(key, missing::contains), translations.place(key), name + ".values");
			}
		}
		if (!missing.isEmpty() && table.otherwise() == null) {
			this.findings.notes()
				.add(rule.place(), name, "has no line for " + list(missing) + " of " + offer.of() + ": " + effect(rule),
						"add what is to be translated, or a `default`");
		}
	}

	/** Looks at the values that a rule wants. */
	void condition(String object, Condition condition, String name) {
		Offer offer = offer(object, condition.path());
		if (offer == null) {
			return;
		}
		for (String value : condition.values()) {
			if (!offer.knows(value, false)) {
				Optional<String> meant = offer.meant(value, (free) -> !condition.values().contains(free));
				unknown(offer, value, meant.filter((near) -> offer.surely(value, near)), condition.path().place(),
						name);
			}
		}
	}

	private void unknown(Offer offer, String value, Optional<String> meant, Place place, String name) {
		String what = "has " + Wording.quoted(value) + ", which " + offer.of()
				+ (offer.closed() ? " never holds" : " does not offer");
		String offered = "it offers " + list(offer.offered());
		if (meant.isPresent()) {
			this.findings.unfit()
				.add(place, name, what, "did you mean " + Wording.quoted(meant.get()) + "? " + offered);
		}
		else if (offer.closed()) {
			this.findings.unfit().add(place, name, what, "write one of " + list(offer.offered()));
		}
		else {
			this.findings.notes()
				.add(place, name, what + " (any more)", "leave it if older records have it; " + offered);
		}
	}

	private @Nullable Offer offer(String object, Table table) {
		Offer all = null;
		for (Source.Path path : table.of().paths().toList()) {
			Offer one = (table.of() instanceof Source.Path || table.of() instanceof Source.FirstOf)
					? offer(object, path) : null;
			if (one == null) {
				return null;
			}
			all = (all != null) ? all.and(one) : one;
		}
		return all;
	}

	private @Nullable Offer offer(String object, Source.Path path) {
		PathResolver.Resolution resolution = this.resolver.resolve(object, path);
		SourceField field = resolution.field();
		if (path.text().toLowerCase(Locale.ROOT).equals(RECORD_TYPE)) {
			return this.resolver.object(object)
				.map(SourceObject::recordTypes)
				.filter((types) -> !types.isEmpty())
				.map((types) -> new Offer(path.text(), types, false, false))
				.orElse(null);
		}
		if (field == null) {
			return null;
		}
		if (field.type().equals("boolean")) {
			return Offer.checkbox(path.text());
		}
		FieldShape then = this.before.get(resolution.trail().get(resolution.trail().size() - 1));
		return field.picklist().isEmpty() ? null
				: new Offer(path.text(), field.picklist(), false, field.type().equals("multipicklist"))
					.remembering(then);
	}

	/** What becomes of a row whose value has no line in the field's table. */
	static String effect(FieldRule rule) {
		return rule.omitsUnmapped() ? "they leave " + rule.field().name() + " out"
				: "such records are refused (" + RefusedValueException.VALUE_NOT_IN_TABLE + ")";
	}

	static String list(List<String> values) {
		String shown = values.stream().limit(SHOWN).map(Wording::quoted).collect(Collectors.joining(", "));
		return (values.size() > SHOWN) ? shown + " and " + (values.size() - SHOWN) + " more" : shown;
	}

}
