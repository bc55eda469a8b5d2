package io.corsync.mapping;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.corsync.cor.Payload;
import tools.jackson.databind.JsonNode;

/**
 * Reads values that a person gives for fields which are sent once. Others would be
 * replaced by Salesforce's with the next change.
 */
final class CreationTexts {

	private final SortedMap<String, FieldRule> fields = new TreeMap<>();

	private final ZoneId zone;

	CreationTexts(Sections sections, ZoneId zone) {
		sections.projects()
			.flatMap((project) -> project.rules().stream())
			.filter((rule) -> rule.owner() == Owner.CREATE && rule.field().refersTo() == null)
			.forEach((rule) -> this.fields.putIfAbsent(rule.field().name(), rule));
		this.zone = zone;
	}

	Payload read(Map<String, String> texts) {
		Map<String, JsonNode> values = new HashMap<>();
		texts.forEach((field, text) -> values.put(field, read(field, text)));
		return Payload.of(values);
	}

	private JsonNode read(String name, String text) {
		FieldRule rule = this.fields.get(name);
		if (rule == null) {
			throw new IllegalArgumentException(
					"%s cannot be set: only fields that the mapping sends once can be. Set one of %s, or give %s the owner create in the mapping."
						.formatted(name, Wording.list(this.fields.keySet()), name));
		}
		if (rule.source() instanceof Limited limited && !limited.fits(text)) {
			throw new IllegalArgumentException("%s may have %,d characters in the mapping, and this has %,d: %s."
				.formatted(name, limited.most(), text.codePointCount(0, text.length()), Wording.quoted(text)));
		}
		try {
			return rule.field().type().read(text, this.zone);
		}
		catch (RefusedValueException ex) {
			throw new IllegalArgumentException("%s %s.".formatted(name, ex.what()), ex);
		}
	}

}
