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
		Values values = new Values();
		Reading reading = new Reading(row, this.zone);
		for (FieldRule line : this.section.rules()) {
			values.read(line, reading);
		}
		JsonNode name = values.fields.get("name");
		String called = (name != null) ? name.stringValue() : "";
		if (this.rule != null && this.rule.skips()) {
			return new Mapped(this.section.kind(), row.id(), called, row.systemModstamp(), Payload.empty(), List.of(),
					List.of(), List.of(), false, this.rule);
		}
		boolean frozen = values.frozen(reading);
		return new Mapped(this.section.kind(), row.id(), called, row.systemModstamp(), Payload.of(values.fields),
				List.copyOf(values.references), List.copyOf(values.refusals), List.copyOf(values.unmapped), frozen,
				this.rule);
	}

	private String at(Place place) {
		return this.file + " line " + place.line();
	}

	/**
	 * What becomes of one row.
	 */
	private final class Values {

		private final Map<String, JsonNode> fields = new HashMap<>();

		private final List<Mapped.Reference> references = new ArrayList<>();

		private final List<Mapped.Refusal> refusals = new ArrayList<>();

		private final List<Mapped.Unmapped> unmapped = new ArrayList<>();

		void read(FieldRule line, Reading reading) {
			String field = line.field().name();
			try {
				JsonNode value = value(line, reading);
				if (value != null) {
					this.fields.put(field, value);
				}
				Kind parent = line.field().refersTo();
				if (parent != null && value != null && value.isString()) {
					this.references.add(new Mapped.Reference(field, parent, value.stringValue(), line.sendsWithout()));
				}
			}
			catch (UnmappedValueException ex) {
				if (line.omitsUnmapped()) {
					this.unmapped.add(new Mapped.Unmapped(field, ex.value()));
				}
				else {
					this.refusals.add(ex.refusal(field, at(line.place())));
				}
			}
			catch (RefusedValueException ex) {
				this.refusals.add(ex.refusal(field, at(line.place())));
			}
		}

		private @Nullable JsonNode value(FieldRule line, Reading reading) throws RefusedValueException {
			JsonNode value = line.read(reading);
			if (value == null && line.field().required()) {
				throw new RefusedValueException(
						RefusedValueException.MISSING_VALUE, "is required by COR, and the "
								+ SectionMapper.this.section.object() + " has no " + line.source(),
						"fill it in Salesforce");
			}
			return (value == null && line.clears()) ? JsonNodeFactory.instance.nullNode() : value;
		}

		boolean frozen(Reading reading) {
			Section.Stop stop = SectionMapper.this.section.stop();
			if (stop == null) {
				return false;
			}
			try {
				return stop.condition().holds(reading);
			}
			catch (RefusedValueException ex) {
				this.refusals.add(ex.refusal(Section.STOP, at(stop.place())));
				return false;
			}
		}

	}

}
