package io.corsync.cor;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of one entity as COR is to get them, without {@code id} and
 * {@code metadata}. Its text is canonical: sorted keys, plain decimals without trailing
 * zeros, so that equal payloads are equal texts.
 */
public final class Payload {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
		.build();

	private static final Payload EMPTY = new Payload(Map.of());

	private final SortedMap<String, JsonNode> fields;

	private Payload(Map<String, JsonNode> fields) {
		this.fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
	}

	public static Payload empty() {
		return EMPTY;
	}

	/**
	 * A payload of fields.
	 * @param fields values by COR field name; numbers are brought to plain form
	 * @return the payload
	 */
	public static Payload of(Map<String, JsonNode> fields) {
		Map<String, JsonNode> plain = new TreeMap<>();
		fields.forEach((name, value) -> plain.put(name, plain(value)));
		return new Payload(plain);
	}

	/**
	 * Reads a payload's text again.
	 * @param text what {@link #text()} gave
	 * @return the payload
	 */
	public static Payload parse(String text) {
		Map<String, JsonNode> fields = new TreeMap<>();
		JSON.readTree(text).properties().forEach((field) -> fields.put(field.getKey(), field.getValue()));
		return of(fields);
	}

	private static JsonNode plain(JsonNode value) {
		if (!value.isNumber()) {
			return value;
		}
		BigDecimal number = value.decimalValue().stripTrailingZeros();
		return JsonNodeFactory.instance.numberNode((number.scale() < 0) ? number.setScale(0) : number);
	}

	public boolean isEmpty() {
		return this.fields.isEmpty();
	}

	public SortedSet<String> names() {
		return new TreeSet<>(this.fields.keySet());
	}

	public @Nullable JsonNode get(String name) {
		return this.fields.get(name);
	}

	/**
	 * The fields whose value differs from another payload's; a field that is missing
	 * there counts as null.
	 * @param other what it is compared with
	 * @return this payload's values of the differing fields
	 */
	public Payload differingFrom(Payload other) {
		return only((name) -> !same(orNull(this.fields.get(name)), orNull(other.fields.get(name))));
	}

	private static boolean same(JsonNode one, JsonNode other) {
		return Objects.equals(one, other) || (ValueHash.is(other) && ValueHash.matches(other, one))
				|| (ValueHash.is(one) && ValueHash.matches(one, other));
	}

	/**
	 * This payload without the values themselves: what is left of each is a hash, by
	 * which {@link #differingFrom} knows it again. Ids of other records stay, since those
	 * are found by them, and so does whether it is archived.
	 * @return the same fields
	 */
	public Payload forgotten() {
		Map<String, JsonNode> hashes = new TreeMap<>(this.fields);
		hashes.replaceAll((name,
				value) -> (name.endsWith("_id") || name.equals("archived") || value.isNull() || ValueHash.is(value))
						? value : ValueHash.of(value));
		return new Payload(hashes);
	}

	/**
	 * Whether a value was forgotten.
	 * @param value a field's value
	 * @return true when nothing but a hash is left of it
	 */
	public static boolean isForgotten(JsonNode value) {
		return ValueHash.is(value);
	}

	/**
	 * Whether any value was forgotten.
	 * @return true when of some fields nothing but a hash is left
	 */
	public boolean anyForgotten() {
		return this.fields.values().stream().anyMatch(ValueHash::is);
	}

	/**
	 * This payload over another one.
	 * @param base whose values stay where this payload has none
	 * @return the fields of both
	 */
	public Payload over(Payload base) {
		Map<String, JsonNode> both = new TreeMap<>(base.fields);
		both.putAll(this.fields);
		return new Payload(both);
	}

	/**
	 * The fields that are not named.
	 * @param names what to leave out
	 * @return the rest
	 */
	public Payload without(Collection<String> names) {
		return only((name) -> !names.contains(name));
	}

	/**
	 * The fields that are named.
	 * @param names what to keep
	 * @return those of them that are here
	 */
	public Payload only(Set<String> names) {
		return only((Predicate<String>) names::contains);
	}

	private Payload only(Predicate<String> kept) {
		Map<String, JsonNode> some = new TreeMap<>();
		this.fields.forEach((name, value) -> {
			if (kept.test(name)) {
				some.put(name, value);
			}
		});
		return new Payload(some);
	}

	private static JsonNode orNull(@Nullable JsonNode value) {
		return (value != null) ? value : JsonNodeFactory.instance.nullNode();
	}

	/**
	 * The fields as a new JSON object.
	 * @return sorted by name
	 */
	public ObjectNode toJson() {
		ObjectNode object = JsonNodeFactory.instance.objectNode();
		this.fields.forEach(object::set);
		return object;
	}

	/**
	 * The canonical text.
	 * @return JSON on one line
	 */
	public String text() {
		return JSON.writeValueAsString(toJson());
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Payload that && this.fields.equals(that.fields);
	}

	@Override
	public int hashCode() {
		return this.fields.hashCode();
	}

	/** Names only: values are the customer's. */
	@Override
	public String toString() {
		return "Payload" + this.fields.keySet();
	}

}
