package io.corsync.sandbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a body must look like, whatever the company holds.
 */
final class CorRules {

	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

	private static final Set<String> INCOME_TYPES = Set.of("fee", "one_time", "hourly_rate", "contract");

	private final CorBehavior behavior;

	CorRules(CorBehavior behavior) {
		this.behavior = behavior;
	}

	static void metadata(ObjectNode body) {
		if (!(body.get("metadata") instanceof ObjectNode metadata) || !metadata.hasNonNull("source")) {
			throw CorRefusal.malformed("metadata.source is required");
		}
		JsonNode source = metadata.path("source");
		if (!source.isString() || !source.stringValue().equals("SALESFORCE")) {
			throw CorRefusal.source("metadata.source " + source + " is not a valid integration source");
		}
	}

	/** The external id of a POST. */
	static String id(ObjectNode body) {
		JsonNode id = body.get("id");
		if (id == null || !id.isString() || id.stringValue().isBlank()) {
			throw CorRefusal.malformed("id is required and must be a string");
		}
		return id.stringValue();
	}

	ObjectNode created(CorKind kind, ObjectNode body) {
		ObjectNode fields = fields(kind, body, Set.of("metadata", "id"));
		for (CorField field : kind.fields()) {
			if (field.required() && !fields.hasNonNull(field.name())) {
				throw CorRefusal.invalid(field.name() + " is required");
			}
		}
		return fields;
	}

	ObjectNode updated(CorKind kind, ObjectNode body) {
		ObjectNode fields = fields(kind, body, Set.of("metadata"));
		if (fields.isEmpty() && !this.behavior.metadataOnlyPut()) {
			throw CorRefusal.invalid("at least one field must be provided");
		}
		return fields;
	}

	private ObjectNode fields(CorKind kind, ObjectNode body, Set<String> others) {
		ObjectNode fields = CorJson.object();
		for (Map.Entry<String, JsonNode> property : body.properties()) {
			if (!others.contains(property.getKey())) {
				CorField field = kind.field(property.getKey())
					.orElseThrow(() -> CorRefusal.malformed("unknown field " + property.getKey()));
				JsonNode value = value(field, property.getValue());
				status(kind, field, value);
				if (value != null) {
					fields.set(field.name(), value);
				}
			}
		}
		return fields;
	}

	/** The value to keep; null when a null is ignored. */
	private @Nullable JsonNode value(CorField field, JsonNode value) {
		if (value.isNull()) {
			if (field.required() || this.behavior.nulls() == CorBehavior.Nulls.REFUSED) {
				throw CorRefusal.invalid(field.name() + " must not be null");
			}
			return (this.behavior.nulls() == CorBehavior.Nulls.CLEAR) ? value : null;
		}
		switch (field.type()) {
			case TEXT, REFERENCE -> text(field, value);
			case NUMBER -> must(value.isNumber(), field, "a number");
			case BOOLEAN -> must(value.isBoolean(), field, "a boolean");
			case DATE -> date(field, value);
			case INCOME_TYPE -> must(value.isString() && INCOME_TYPES.contains(value.stringValue()), field,
					"one of fee, one_time, hourly_rate, contract");
		}
		return value;
	}

	private void text(CorField field, JsonNode value) {
		must(value.isString(), field, "a string");
		String text = value.stringValue();
		must(!text.isBlank() || !(field.required() || field.type() == CorField.Type.REFERENCE), field, "not empty");
		int max = this.behavior.maxTextLength();
		must(max == 0 || text.length() <= max, field, "at most " + max + " characters");
	}

	private void status(CorKind kind, CorField field, @Nullable JsonNode value) {
		List<String> known = this.behavior.projectStatuses();
		if (kind == CorKind.PROJECTS && field.name().equals("status") && !known.isEmpty() && value != null) {
			must(known.contains(value.asString("")), field, "one of " + known);
		}
	}

	private static void date(CorField field, JsonNode value) {
		must(value.isString(), field, "a string");
		String text = value.stringValue();
		if (!DATE.matcher(text).matches() || !isDay(text)) {
			String name = field.name().replace("_date", "");
			throw CorRefusal.invalid("Invalid " + name + " date format: " + text);
		}
	}

	private static boolean isDay(String text) {
		try {
			return LocalDate.parse(text).getYear() > 0;
		}
		catch (DateTimeException ex) {
			return false;
		}
	}

	private static void must(boolean met, CorField field, String expectation) {
		if (!met) {
			throw CorRefusal.invalid(field.name() + " must be " + expectation);
		}
	}

}
