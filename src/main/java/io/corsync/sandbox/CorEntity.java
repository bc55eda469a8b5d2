package io.corsync.sandbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One entity as COR holds it.
 *
 * @param kind what it is
 * @param corId COR's number of it
 * @param externalId the id it was created with, null when it was made by hand
 * @param values its fields as they were sent
 * @param links COR's numbers of what its references mean
 * @param createdAt when it was created
 * @param updatedAt when it was changed last
 */
record CorEntity(CorKind kind, long corId, @Nullable String externalId, ObjectNode values, Map<String, Long> links,
		Instant createdAt, Instant updatedAt) {

	CorEntity with(ObjectNode changes, Map<String, Long> newLinks, Instant at) {
		ObjectNode merged = this.values.deepCopy();
		for (Map.Entry<String, JsonNode> change : changes.properties()) {
			if (change.getValue().isNull()) {
				merged.remove(change.getKey());
			}
			else {
				merged.set(change.getKey(), change.getValue());
			}
		}
		Map<String, Long> mergedLinks = new TreeMap<>(this.links);
		mergedLinks.keySet().removeIf((name) -> !merged.has(name));
		mergedLinks.putAll(newLinks);
		return new CorEntity(this.kind, this.corId, this.externalId, merged, mergedLinks, this.createdAt, at);
	}

	/** What people call it; users have no name. */
	String name() {
		return this.values.path(this.values.has("name") ? "name" : "email").asString("");
	}

	String text(String field) {
		return this.values.path(field).asString("");
	}

	/**
	 * The entity as COR answers it: its own numbers instead of external ids, and a
	 * project's days with a time of day, as in the reference's examples.
	 */
	ObjectNode answer(@Nullable Long companyId) {
		ObjectNode answer = CorJson.object().put("id", this.corId);
		for (CorField field : this.kind.fields()) {
			JsonNode value = this.values.path(field.name());
			if (value.isMissingNode()) {
				answer.putNull(field.name());
			}
			else if (field.type() == CorField.Type.REFERENCE) {
				answer.put(field.name(), this.links.get(field.name()));
			}
			else if (field.type() == CorField.Type.DATE && this.kind == CorKind.PROJECTS) {
				answer.put(field.name(), value.stringValue() + " 00:00:00");
			}
			else {
				answer.set(field.name(), value);
			}
		}
		if (companyId != null) {
			answer.put("company_id", companyId);
		}
		return answer.put("created_at", stamp(this.createdAt)).put("updated_at", stamp(this.updatedAt));
	}

	/** The entity as the sandbox's own pages and checks see it: with external ids. */
	ObjectNode held() {
		ObjectNode held = CorJson.object().put("cor_id", this.corId).put("external_id", this.externalId);
		held.set("fields", this.values.deepCopy());
		return held.put("created_at", stamp(this.createdAt)).put("updated_at", stamp(this.updatedAt));
	}

	static String stamp(Instant instant) {
		return instant.truncatedTo(ChronoUnit.SECONDS).toString();
	}

}
