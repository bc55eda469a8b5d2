package io.corsync.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Makes entities of one kind out of rows, as one section says.
 */
final class SectionMapper {

	private final Section section;

	private final Mapped.@Nullable Rule rule;

	private final String file;

	private final ZoneId zone;

	SectionMapper(Section section, Mapped.@Nullable Rule rule, String file, ZoneId zone) {
		this.section = section;
		this.rule = rule;
		this.file = file;
		this.zone = zone;
	}

	Mapped map(SourceRow row) {
		Mapped mapped = mapAll(row);
		return mapped.leftOut() ? new Mapped(mapped.kind(), mapped.externalId(), mapped.name(), mapped.sourceStamp(),
				Payload.empty(), List.of(), List.of(), List.of(), false, mapped.rule()) : mapped;
	}

	private Mapped mapAll(SourceRow row) {
		Map<String, JsonNode> values = new HashMap<>();
		List<Mapped.Reference> references = new ArrayList<>();
		List<Mapped.Refusal> refusals = new ArrayList<>();
		List<Mapped.Unmapped> unmapped = new ArrayList<>();
		Reading reading = new Reading(row, this.zone);
		for (FieldRule rule : this.section.rules()) {
			String field = rule.field().name();
			try {
				JsonNode value = value(rule, reading);
				if (value != null) {
					values.put(field, value);
				}
				Kind parent = rule.field().refersTo();
				if (parent != null && value != null && value.isString()) {
					references.add(new Mapped.Reference(field, parent, value.stringValue()));
				}
			}
			catch (RefusedValueException ex) {
				if (rule.omitsUnmapped() && ex instanceof UnmappedValueException unknown) {
					unmapped.add(new Mapped.Unmapped(field, unknown.value()));
					continue;
				}
				refusals.add(ex.refusal(field, this.file + " line " + rule.place().line()));
			}
		}
		JsonNode name = values.get("name");
		return new Mapped(this.section.kind(), row.id(), (name != null) ? name.stringValue() : "", row.systemModstamp(),
				Payload.of(values), List.copyOf(references), List.copyOf(refusals), List.copyOf(unmapped), false,
				this.rule);
	}

	private @Nullable JsonNode value(FieldRule rule, Reading reading) throws RefusedValueException {
		JsonNode value = rule.read(reading);
		if (value == null && rule.field().required()) {
			throw new RefusedValueException(RefusedValueException.MISSING_VALUE,
					"is required by COR, and the " + this.section.object() + " has no " + rule.source(),
					"fill it in Salesforce");
		}
		return (value == null && rule.clears()) ? JsonNodeFactory.instance.nullNode() : value;
	}

}
