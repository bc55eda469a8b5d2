package io.corsync.mapping;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import org.jspecify.annotations.Nullable;

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
 * @param unmapped values that no table knows and that are therefore left out; they are
 * told, and do not keep it from being sent
 * @param frozen whether {@code stop-updates-when} holds for the source row: what COR has
 * of it gets no more changes from us
 * @param rule the rule that fits the source row, null when the plain section holds
 */
public record Mapped(Kind kind, String externalId, String name, Instant sourceStamp, Payload payload,
		List<Reference> references, List<Refusal> refusals, List<Unmapped> unmapped, boolean frozen,
		@Nullable Rule rule) {

	/**
	 * An entity of which no rule says anything.
	 */
	public Mapped(Kind kind, String externalId, String name, Instant sourceStamp, Payload payload,
			List<Reference> references, List<Refusal> refusals) {
		this(kind, externalId, name, sourceStamp, payload, references, refusals, List.of(), false, null);
	}

	/**
	 * The same entity with other values.
	 * @param values its payload
	 * @return everything else as here
	 */
	public Mapped with(Payload values) {
		return new Mapped(this.kind, this.externalId, this.name, this.sourceStamp, values, this.references,
				this.refusals, this.unmapped, this.frozen, this.rule);
	}

	/**
	 * The same entity without some of its references.
	 * @param some references of this entity
	 * @return what is left of payload and references
	 */
	public Mapped without(Collection<Reference> some) {
		List<Reference> rest = new ArrayList<>(this.references);
		rest.removeAll(some);
		return new Mapped(this.kind, this.externalId, this.name, this.sourceStamp,
				this.payload.without(some.stream().map(Reference::field).toList()), List.copyOf(rest), this.refusals,
				this.unmapped, this.frozen, this.rule);
	}

	/**
	 * Whether a rule leaves it out: nothing of it is sent.
	 * @return true when its payload is empty for that reason
	 */
	public boolean leftOut() {
		return this.rule != null && this.rule.skips();
	}

	/**
	 * A field that holds another entity's external id.
	 *
	 * @param field COR's field name
	 * @param kind the kind it points to
	 * @param externalId the external id, 18 characters
	 * @param sendWithout whether the entity is sent without the field while what it
	 * points to is refused
	 */
	public record Reference(String field, Kind kind, String externalId, boolean sendWithout) {

		/**
		 * A reference that is waited for.
		 * @param field COR's field name
		 * @param kind the kind it points to
		 * @param externalId the external id, 18 characters
		 */
		public Reference(String field, Kind kind, String externalId) {
			this(field, kind, externalId, false);
		}

	}

	/**
	 * A value that our own checks refuse.
	 *
	 * @param cause one of the causes in the documentation, such as {@code MISSING_VALUE}
	 * @param message names field, value and remedy
	 */
	public record Refusal(String cause, String message) {

	}

	/**
	 * A value that the mapping's table does not know, where the mapping says
	 * {@code unmapped: omit}.
	 *
	 * @param field COR's field name, which is left out
	 * @param value the value in Salesforce
	 */
	public record Unmapped(String field, String value) {

	}

	/**
	 * One of the mapping's {@code rules}.
	 *
	 * @param name what the file calls it
	 * @param skips whether such Opportunities are left out
	 */
	public record Rule(String name, boolean skips) {

	}

}
