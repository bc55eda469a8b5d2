package io.corsync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one company has in COR, and which external ids stand for it.
 */
final class CorCompany {

	private final Clock clock;

	private final Supplier<CorBehavior> behavior;

	private final CorViolations violations;

	private final Map<Long, CorEntity> entities = new TreeMap<>();

	private final Map<Key, Long> mappings = new HashMap<>();

	private final Set<Key> goneByHand = new HashSet<>();

	private final Map<String, Long> workOrders = new HashMap<>();

	private long lastId = 25_000;

	CorCompany(Clock clock, Supplier<CorBehavior> behavior, CorViolations violations) {
		this.clock = clock;
		this.behavior = behavior;
		this.violations = violations;
	}

	synchronized boolean knows(CorKind kind, String id) {
		return this.mappings.containsKey(new Key(kind, id));
	}

	/**
	 * Carries out a POST.
	 * @param kind what to create
	 * @param body the request's body
	 * @param known whether the id was known when the call arrived
	 * @return the new entity
	 */
	synchronized CorEntity create(CorKind kind, ObjectNode body, boolean known) {
		String id = CorRules.id(body);
		ObjectNode fields = new CorRules(this.behavior.get()).created(kind, body);
		boolean racy = this.behavior.get().uniqueness() == CorBehavior.Uniqueness.RACY;
		if (racy ? known : knows(kind, id)) {
			throw CorRefusal.duplicate(kind, id);
		}
		CorEntity created = changed(entity(kind, id), fields, "POST " + kind.path() + " " + id);
		requireRate(created);
		if (knows(kind, id)) {
			this.violations.add(CorViolation.DOUBLED_ENTITY, kind.word() + " " + id);
		}
		this.mappings.put(new Key(kind, id), created.corId());
		return keep(created);
	}

	synchronized CorEntity update(CorKind kind, String id, ObjectNode body) {
		ObjectNode fields = new CorRules(this.behavior.get()).updated(kind, body);
		CorEntity updated = changed(mapped(kind, id), fields, "PUT " + kind.path() + " " + id);
		if (fields.has("currency")) {
			requireRate(updated);
		}
		return keep(updated);
	}

	synchronized CorEntity delete(CorKind kind, String id) {
		CorEntity entity = mapped(kind, id);
		if (Pattern.matches(this.behavior.get().undeletable(), id)) {
			throw CorRefusal.deletion(kind, id, "tasks or hours exist");
		}
		boolean used = this.entities.values()
			.stream()
			.anyMatch((other) -> other.kind() != kind && other.links().containsValue(entity.corId()));
		if (used) {
			throw CorRefusal.deletion(kind, id, "other entities belong to it");
		}
		remove(entity);
		return entity;
	}

	/** Somebody makes an entity in COR itself: no external id stands for it. */
	synchronized CorEntity createByHand(CorKind kind, ObjectNode fields) {
		Instant now = this.clock.instant();
		return keep(new CorEntity(kind, ++this.lastId, null, CorJson.object(), Map.of(), now, now).with(fields,
				Map.of(), now));
	}

	/** Somebody changes an entity in COR itself: no rule of the API applies. */
	synchronized Optional<CorEntity> editByHand(CorKind kind, String id, ObjectNode fields) {
		return find(kind, id).map((entity) -> keep(entity.with(fields, links(fields), this.clock.instant())));
	}

	/** Somebody deletes an entity in COR itself; its external id is free again. */
	synchronized boolean deleteByHand(CorKind kind, String id) {
		Optional<CorEntity> found = find(kind, id);
		found.ifPresent((entity) -> {
			remove(entity);
			this.goneByHand.add(new Key(kind, id));
		});
		return found.isPresent();
	}

	/** The entity an external id stands for. */
	synchronized Optional<CorEntity> find(CorKind kind, String id) {
		return Optional.ofNullable(this.mappings.get(new Key(kind, id))).map(this.entities::get);
	}

	synchronized Optional<CorEntity> find(CorKind kind, long corId) {
		return Optional.ofNullable(this.entities.get(corId)).filter((entity) -> entity.kind() == kind);
	}

	/** All of a kind, the oldest first. */
	synchronized List<CorEntity> all(CorKind kind) {
		return this.entities.values().stream().filter((entity) -> entity.kind() == kind).toList();
	}

	/** All of a kind, the one changed last first. */
	List<CorEntity> newest(CorKind kind) {
		return all(kind).stream()
			.sorted(Comparator.comparing(CorEntity::updatedAt).thenComparing(CorEntity::corId).reversed())
			.toList();
	}

	synchronized void clear() {
		this.entities.clear();
		this.mappings.clear();
		this.goneByHand.clear();
		this.workOrders.clear();
	}

	private CorEntity entity(CorKind kind, String id) {
		Instant now = this.clock.instant();
		return new CorEntity(kind, ++this.lastId, id, CorJson.object(), Map.of(), now, now);
	}

	private CorEntity mapped(CorKind kind, String id) {
		return find(kind, id).orElseThrow(() -> switch (this.behavior.get().missing()) {
			case NAMED -> CorRefusal.notFound(kind, id);
			case ZC001 -> CorRefusal.notAssociated();
			case LISTED -> (kind == CorKind.PROJECTS) ? CorRefusal.notFound(kind, id) : CorRefusal.notAssociated();
		});
	}

	private CorEntity changed(CorEntity entity, ObjectNode fields, String call) {
		requireParents(entity.kind(), fields, call);
		CorEntity changed = entity.with(fields, links(fields), this.clock.instant());
		requireRange(changed);
		if (entity.kind() == CorKind.PROJECTS && this.behavior.get().uniqueWorkOrder()) {
			Long other = this.workOrders.get(changed.text("work_order"));
			if (other != null && other != entity.corId()) {
				throw CorRefusal.invalid("work_order " + changed.text("work_order") + " is already in use");
			}
		}
		return changed;
	}

	private void requireParents(CorKind kind, ObjectNode fields, String call) {
		for (CorField field : kind.fields()) {
			JsonNode value = fields.path(field.name());
			if (field.type() == CorField.Type.REFERENCE && value.isString() && !isKnown(field, value.stringValue())) {
				throw unknownParent(field, value.stringValue(), call);
			}
		}
	}

	private boolean isKnown(CorField field, String id) {
		return parent(field).filter((kind) -> knows(kind, id)).isPresent()
				|| this.behavior.get().knownIds().getOrDefault(field.name(), List.of()).contains(id);
	}

	private CorRefusal unknownParent(CorField field, String id, String call) {
		CorKind parent = parent(field).orElse(null);
		if (parent != CorKind.CLIENTS && parent != CorKind.CONTRACTS) {
			return CorRefusal.invalid(field.name() + " " + id + " does not exist in the integration mappings");
		}
		// Nobody can know of a deletion in COR before having met it.
		if (!this.goneByHand.contains(new Key(parent, id))) {
			this.violations.add(
					(parent == CorKind.CLIENTS) ? CorViolation.CLIENT_NOT_FOUND : CorViolation.CONTRACT_NOT_FOUND,
					call + " names " + id);
		}
		return CorRefusal.notFound(parent, id);
	}

	private Map<String, Long> links(ObjectNode fields) {
		Map<String, Long> links = new TreeMap<>();
		for (Map.Entry<String, JsonNode> field : fields.properties()) {
			CorKind.parentOf(field.getKey()).ifPresent((parent) -> {
				Long corId = this.mappings.get(new Key(parent, field.getValue().asString("")));
				if (corId != null) {
					links.put(field.getKey(), corId);
				}
			});
		}
		return links;
	}

	private static Optional<CorKind> parent(CorField field) {
		return Optional.ofNullable(field.parent()).flatMap(CorKind::of);
	}

	private static void requireRange(CorEntity entity) {
		String start = entity.kind().start().map((field) -> entity.text(field.name())).orElse("");
		String end = entity.kind().end().map((field) -> entity.text(field.name())).orElse("");
		if (!start.isEmpty() && !end.isEmpty() && start.compareTo(end) > 0) {
			throw CorRefusal.dateRange(start, end);
		}
	}

	private void requireRate(CorEntity entity) {
		CorBehavior current = this.behavior.get();
		String currency = entity.text("currency");
		boolean unrated = !currency.isEmpty() && !current.ratedCurrencies().contains(currency);
		boolean refused = Pattern.matches(current.contractsWithoutRate(),
				Objects.requireNonNullElse(entity.externalId(), ""));
		if (entity.kind() == CorKind.CONTRACTS && (unrated || refused)) {
			throw CorRefusal.noRate(currency.isEmpty() ? "the contract's currency" : currency, current.baseCurrency());
		}
	}

	private CorEntity keep(CorEntity entity) {
		forget(entity.corId());
		this.entities.put(entity.corId(), entity);
		if (!entity.text("work_order").isEmpty()) {
			this.workOrders.put(entity.text("work_order"), entity.corId());
		}
		return entity;
	}

	private void forget(long corId) {
		CorEntity old = this.entities.remove(corId);
		if (old != null) {
			this.workOrders.remove(old.text("work_order"), corId);
		}
	}

	private void remove(CorEntity entity) {
		forget(entity.corId());
		this.mappings.values().remove(entity.corId());
	}

	/** An external id is unique among its kind. */
	private record Key(CorKind kind, String id) {

	}

}
