package io.corsync.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The company's shelves: entities by COR's number, and external ids that stand for them.
 * Whoever owns it keeps threads apart.
 */
final class CorRegister {

	private final Map<Long, CorEntity> entities = new TreeMap<>();

	private final Map<Key, Long> mappings = new HashMap<>();

	private final Set<Key> goneByHand = new HashSet<>();

	private final Map<String, Long> workOrders = new HashMap<>();

	private long lastId = 25_000;

	long nextId() {
		return ++this.lastId;
	}

	Stream<CorEntity> all() {
		return this.entities.values().stream();
	}

	Optional<CorEntity> find(long corId) {
		return Optional.ofNullable(this.entities.get(corId));
	}

	Optional<CorEntity> find(CorKind kind, String externalId) {
		return Optional.ofNullable(this.mappings.get(new Key(kind, externalId))).flatMap(this::find);
	}

	/** COR's numbers of what the fields refer to. */
	Map<String, Long> links(ObjectNode fields) {
		Map<String, Long> links = new TreeMap<>();
		for (Map.Entry<String, JsonNode> field : fields.properties()) {
			CorKind.parentOf(field.getKey())
				.flatMap((parent) -> find(parent, field.getValue().asString("")))
				.ifPresent((entity) -> links.put(field.getKey(), entity.corId()));
		}
		return links;
	}

	@Nullable Long withWorkOrder(String workOrder) {
		return this.workOrders.get(workOrder);
	}

	/** From now on the entity is what its external id stands for. */
	void map(CorEntity entity) {
		if (entity.externalId() != null) {
			this.mappings.put(new Key(entity.kind(), entity.externalId()), entity.corId());
		}
	}

	CorEntity keep(CorEntity entity) {
		forget(entity.corId());
		this.entities.put(entity.corId(), entity);
		if (!entity.text("work_order").isEmpty()) {
			this.workOrders.put(entity.text("work_order"), entity.corId());
		}
		return entity;
	}

	void remove(CorEntity entity) {
		forget(entity.corId());
		if (entity.externalId() != null) {
			this.mappings.remove(new Key(entity.kind(), entity.externalId()), entity.corId());
		}
	}

	private void forget(long corId) {
		CorEntity old = this.entities.remove(corId);
		if (old != null) {
			this.workOrders.remove(old.text("work_order"), corId);
		}
	}

	void goneByHand(CorKind kind, String externalId) {
		this.goneByHand.add(new Key(kind, externalId));
	}

	boolean isGoneByHand(CorKind kind, String externalId) {
		return this.goneByHand.contains(new Key(kind, externalId));
	}

	void clear() {
		this.entities.clear();
		this.mappings.clear();
		this.goneByHand.clear();
		this.workOrders.clear();
	}

	/** An external id is unique among its kind. */
	private record Key(CorKind kind, String id) {

	}

}
