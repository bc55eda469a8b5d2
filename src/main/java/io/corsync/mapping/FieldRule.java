package io.corsync.mapping;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How one field of a kind gets its value.
 *
 * @param field COR's field
 * @param source where its value comes from
 * @param owner whose it is once the entity is in COR
 * @param clears whether an empty value empties COR's field too
 * @param omitsUnmapped whether a value that its table does not know leaves it out
 * @param sendsWithout whether an entity goes without it while what it refers to is
 * refused
 * @param place where the mapping file says so
 */
record FieldRule(CorField field, Source source, Owner owner, boolean clears, boolean omitsUnmapped,
		boolean sendsWithout, Place place) {

	@Nullable JsonNode read(Reading reading) throws RefusedValueException {
		String text = this.source.read(reading);
		return (text != null) ? this.field.type().read(text, reading.zone()) : null;
	}

	String meaning() {
		return "%s=%s %s %s".formatted(this.field.name(), this.source.meaning(), this.owner, this.clears)
				+ (this.omitsUnmapped ? " omitting" : "") + (this.sendsWithout ? " sent without" : "");
	}

}
