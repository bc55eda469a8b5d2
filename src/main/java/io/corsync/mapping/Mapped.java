package io.corsync.mapping;

import java.time.Instant;
import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;

/**
 * One entity as COR is to get it.
 *
 * @param kind what it is
 * @param externalId the source row's id, 18 characters
 * @param name what people call it, for lists and messages; empty when the row has none
 * @param sourceStamp SystemModstamp of the source row
 * @param payload all mapped fields that have a value
 * @param references the entities its payload points to; they must be in COR before
 * @param refusals why our own checks refuse it; empty when it may be sent
 */
public record Mapped(Kind kind, String externalId, String name, Instant sourceStamp, Payload payload,
		List<Reference> references, List<Refusal> refusals) {

	/**
	 * A field that holds another entity's external id.
	 *
	 * @param field COR's field name
	 * @param kind the kind it points to
	 * @param externalId the external id, 18 characters
	 */
	public record Reference(String field, Kind kind, String externalId) {

	}

	/**
	 * A value that our own checks refuse.
	 *
	 * @param cause one of the causes in the documentation, such as {@code MISSING_VALUE}
	 * @param message names field, value and remedy
	 */
	public record Refusal(String cause, String message) {

	}

}
