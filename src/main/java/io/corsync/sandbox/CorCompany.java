package io.corsync.sandbox;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one company has in COR, and which external ids stand for it.
 */
final class CorCompany {

	private final Clock clock;

	private final Supplier<CorBehavior> behavior;

	private final CorViolations violations;

	private final CorRegister register = new CorRegister();

	CorCompany(Clock clock, Supplier<CorBehavior> behavior, CorViolations violations) {
		this.clock = clock;
		this.behavior = behavior;
		this.violations = violations;
	}

	synchronized boolean knows(CorKind kind, String id) {
		return this.register.find(kind, id).isPresent();
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
		this.register.map(created);
		return this.register.keep(created);
	}

	synchronized CorEntity update(CorKind kind, String id, ObjectNode body) {
		ObjectNode fields = new CorRules(this.behavior.get()).updated(kind, body);
		CorEntity updated = changed(mapped(kind, id), fields, "PUT " + kind.path() + " " + id);
		if (fields.has("currency")) {
			requireRate(updated);
		}
		return this.register.keep(updated);
	}

	synchronized CorEntity delete(CorKind kind, String id) {
		CorEntity entity = mapped(kind, id);
		if (Pattern.matches(this.behavior.get().undeletable(), id)) {
			throw CorRefusal.deletion(kind, id, "tasks or hours exist");
		}
		if (this.register.all().anyMatch((other) -> other.links().containsValue(entity.corId()))) {
			throw CorRefusal.deletion(kind, id, "other entities belong to it");
		}
		this.register.remove(entity);
		return entity;
	}

	/** Somebody makes an entity in COR itself: no external id stands for it. */
	synchronized CorEntity createByHand(CorKind kind, ObjectNode fields) {
		return this.register.keep(entity(kind, null).with(fields, Map.of(), this.clock.instant()));
	}

	/** Somebody changes an entity in COR itself: no rule of the API applies. */
	synchronized Optional<CorEntity> editByHand(CorKind kind, String id, ObjectNode fields) {
		return find(kind, id).map(
				(entity) -> this.register.keep(entity.with(fields, this.register.links(fields), this.clock.instant())));
	}

	/** Somebody deletes an entity in COR itself; its external id is free again. */
	synchronized boolean deleteByHand(CorKind kind, String id) {
		Optional<CorEntity> found = find(kind, id);
		found.ifPresent((entity) -> {
			this.register.remove(entity);
			this.register.goneByHand(kind, id);
		});
		return found.isPresent();
	}

	/** The entity an external id stands for. */
	synchronized Optional<CorEntity> find(CorKind kind, String id) {
		return this.register.find(kind, id);
	}

	synchronized Optional<CorEntity> find(CorKind kind, long corId) {
		return this.register.find(corId).filter((entity) -> entity.kind() == kind);
	}

	/** All of a kind, the oldest first. */
	synchronized List<CorEntity> all(CorKind kind) {
		return this.register.all().filter((entity) -> entity.kind() == kind).toList();
	}

	/** All of a kind, the one changed last first. */
	List<CorEntity> newest(CorKind kind) {
		return all(kind).stream()
			.sorted(Comparator.comparing(CorEntity::updatedAt).thenComparing(CorEntity::corId).reversed())
			.toList();
	}

	synchronized void clear() {
		this.register.clear();
	}

	private CorEntity entity(CorKind kind, @Nullable String id) {
		Instant now = this.clock.instant();
		return new CorEntity(kind, this.register.nextId(), id, CorJson.object(), Map.of(), now, now);
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
		CorEntity changed = entity.with(fields, this.register.links(fields), this.clock.instant());
		requireRange(changed);
		if (entity.kind() == CorKind.PROJECTS && this.behavior.get().uniqueWorkOrder()) {
			Long other = this.register.withWorkOrder(changed.text("work_order"));
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
		CorViolation violation = (parent != null) ? violation(parent) : null;
		// Nobody can know of a deletion in COR before having met it.
		if (parent != null && violation != null && !this.register.isGoneByHand(parent, id)) {
			this.violations.add(violation, call + " names " + id);
		}
		boolean documented = parent == CorKind.CLIENTS || parent == CorKind.CONTRACTS;
		boolean named = violation != null && this.behavior.get().missing() == CorBehavior.Missing.NAMED;
		return (parent != null && (documented || named)) ? CorRefusal.notFound(parent, id)
				: CorRefusal.invalid(field.name() + " " + id + " does not exist in the integration mappings");
	}

	/** Users may have come to COR by other ways than this API. */
	private static @Nullable CorViolation violation(CorKind parent) {
		return switch (parent) {
			case CLIENTS -> CorViolation.CLIENT_NOT_FOUND;
			case CONTRACTS -> CorViolation.CONTRACT_NOT_FOUND;
			case BRANDS -> CorViolation.BRAND_NOT_FOUND;
			case PRODUCTS -> CorViolation.PRODUCT_NOT_FOUND;
			case USERS, PROJECTS -> null;
		};
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

}
