package io.corsync.mapping;

import java.time.ZoneId;

import io.corsync.salesforce.SourceRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one field of a kind gets its value.
 *
 * @param field COR's field
 * @param source where its value comes from
 * @param owner whose it is once the entity is in COR
 * @param clears whether an empty value empties COR's field too
 * @param place where the mapping file says so
 */
record FieldRule(CorField field, Source source, Owner owner, boolean clears, Place place) {

	@Nullable JsonNode read(SourceRow row, ZoneId zone) throws RefusedValueException {
		String text = this.source.read(row);
		return (text != null) ? this.field.type().read(text, zone) : null;
	}

	String meaning() {
		return "%s=%s %s %s".formatted(this.field.name(), this.source.meaning(), this.owner, this.clears);
	}

}
