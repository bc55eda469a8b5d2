package io.corsync.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.cor.Kind;
import io.corsync.cor.Payload;
import io.corsync.mapping.Mapped;
import io.corsync.salesforce.Position;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Mapped entities for tests, and what happens to them in Salesforce.
 */
final class Things {

	static final Instant STAMP = Instant.parse("2026-11-22T18:30:00Z");

	private Things() {
	}

	static Mapped client(int number) {
		return mapped(Kind.CLIENT, "001%015d".formatted(number),
				Map.of("name", text("Client " + number), "phone", text("+54 11 " + number)));
	}

	static Mapped contract(int number, Mapped client) {
		return mapped(Kind.CONTRACT, "800%015d".formatted(number), Map.of("name", text("Contract " + number),
				"client_id", text(client.externalId()), "status", text("active")));
	}

	static Mapped brand(int number, Mapped client) {
		return mapped(Kind.BRAND, "a0B%015d".formatted(number),
				Map.of("name", text("Brand " + number), "client_id", text(client.externalId())));
	}

	static Mapped product(int number, Mapped client, Mapped brand) {
		return mapped(Kind.PRODUCT, "a0P%015d".formatted(number), Map.of("name", text("Product " + number), "client_id",
				text(client.externalId()), "brand_id", text(brand.externalId()), "description", text("It is new")));
	}

	static Mapped project(int number, Mapped... parents) {
		Map<String, JsonNode> fields = new TreeMap<>(
				Map.of("name", text("Project " + number), "brief", text("línea 🎉 " + number), "estimated",
						JsonNodeFactory.instance.numberNode(1000 + number), "status", text("active")));
		for (Mapped parent : parents) {
			fields.put(parent.kind().word() + "_id", text(parent.externalId()));
		}
		return mapped(Kind.PROJECT, "006%015d".formatted(number), fields);
	}

	private static Mapped mapped(Kind kind, String id, Map<String, JsonNode> fields) {
		return mapped(kind, id, STAMP, Payload.of(fields));
	}

	private static Mapped mapped(Kind kind, String id, Instant stamp, Payload payload) {
		List<Mapped.Reference> references = new ArrayList<>();
		for (Kind parent : Kind.PROJECT.parents().stream().sorted().toList()) {
			reference(payload, parent.word() + "_id", parent, references);
		}
		JsonNode name = payload.get("name");
		return new Mapped(kind, id, (name != null) ? name.asString() : "", stamp, payload, references, List.of());
	}

	private static void reference(Payload payload, String field, Kind kind, List<Mapped.Reference> references) {
		JsonNode id = payload.get(field);
		if (id != null) {
			references.add(new Mapped.Reference(field, kind, id.asString()));
		}
	}

	/** As it is after somebody changed a field in Salesforce a minute later. */
	static Mapped changed(Mapped mapped, String field, String value) {
		return mapped(mapped.kind(), mapped.externalId(), mapped.sourceStamp().plusSeconds(60),
				Payload.of(Map.of(field, text(value))).over(mapped.payload()));
	}

	/** As it is after it was touched in Salesforce without any change for us. */
	static Mapped touched(Mapped mapped) {
		return mapped(mapped.kind(), mapped.externalId(), mapped.sourceStamp().plusSeconds(60), mapped.payload());
	}

	/** As it is a minute later, when a rule of the mapping leaves it out. */
	static Mapped leftOut(Mapped mapped) {
		return new Mapped(mapped.kind(), mapped.externalId(), mapped.name(), mapped.sourceStamp().plusSeconds(60),
				Payload.empty(), List.of(), List.of(), List.of(), false, new Mapped.Rule("internal", true));
	}

	/** As it is when its references go without what is refused. */
	static Mapped goingWithout(Mapped mapped, Kind... kinds) {
		List<Mapped.Reference> references = mapped.references()
			.stream()
			.map((reference) -> new Mapped.Reference(reference.field(), reference.kind(), reference.externalId(),
					List.of(kinds).contains(reference.kind())))
			.toList();
		return new Mapped(mapped.kind(), mapped.externalId(), mapped.name(), mapped.sourceStamp(), mapped.payload(),
				references, mapped.refusals(), mapped.unmapped(), mapped.frozen(), mapped.rule());
	}

	/** As it is when stop-updates-when holds for its row. */
	static Mapped frozen(Mapped mapped) {
		return new Mapped(mapped.kind(), mapped.externalId(), mapped.name(), mapped.sourceStamp(), mapped.payload(),
				mapped.references(), mapped.refusals(), mapped.unmapped(), true, mapped.rule());
	}

	static Mapped refused(Mapped mapped, String cause) {
		return new Mapped(mapped.kind(), mapped.externalId(), mapped.name(), mapped.sourceStamp(), mapped.payload(),
				mapped.references(), List.of(new Mapped.Refusal(cause, "It has no value.")));
	}

	/** A row with the parents it brings along. */
	static Work work(Mapped subject, Mapped... parents) {
		return new Work(subject, List.of(parents), new Position(subject.sourceStamp(), subject.externalId()), 1, false);
	}

	static Work onlyKnown(Mapped subject, Mapped... parents) {
		return new Work(subject, List.of(parents), new Position(subject.sourceStamp(), subject.externalId()), 1, true);
	}

	static JsonNode text(String text) {
		return JsonNodeFactory.instance.stringNode(text);
	}

}
