package io.corsync.prove;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Holds COR's books against Salesforce's, and the program's reports against themselves.
 * Knows the default mapping and nothing else of the program.
 */
final class Judge {

	private static final int TOLD = 5;

	private final World world;

	private final List<String> problems;

	private int lost;

	private int doubled;

	private int unsettled;

	private int unbalanced;

	Judge(World world, List<String> problems) {
		this.world = world;
		this.problems = problems;
	}

	Verdict.Books judge(Program program) throws IOException, InterruptedException {
		services();
		quiet(program);
		certificates(program.run("runs", "--output", "json"));
		stuck(program.run("failures", "--output", "json"));
		return new Verdict.Books(this.lost, this.doubled, this.unsettled, this.unbalanced);
	}

	private void services() {
		Map<Kind, Map<String, Map<String, String>>> wanted = wanted();
		for (Kind kind : Kind.values()) {
			compare(kind, wanted.getOrDefault(kind, Map.of()));
		}
	}

	private Map<Kind, Map<String, Map<String, String>>> wanted() {
		Map<Kind, Map<String, Map<String, String>>> wanted = new HashMap<>();
		Map<String, JsonNode> contracts = byId(Kind.CONTRACT);
		Map<String, JsonNode> accounts = byId(Kind.CLIENT);
		Set<String> clients = new TreeSet<>();
		Set<String> parents = new TreeSet<>();
		for (JsonNode row : this.world.rows(Kind.PROJECT.object())) {
			if (is(row, "IsWon") && !is(row, "IsDeleted")) {
				wanted.computeIfAbsent(Kind.PROJECT, (kind) -> new TreeMap<>()).put(id(row), Expected.project(row));
				add(clients, row, "AccountId");
				add(parents, row, "ContractId");
			}
		}
		for (String id : parents) {
			JsonNode row = found(contracts, id);
			wanted.computeIfAbsent(Kind.CONTRACT, (kind) -> new TreeMap<>()).put(id, Expected.contract(row));
			add(clients, row, "AccountId");
		}
		for (String id : clients) {
			wanted.computeIfAbsent(Kind.CLIENT, (kind) -> new TreeMap<>())
				.put(id, Expected.client(found(accounts, id)));
		}
		return wanted;
	}

	private static JsonNode found(Map<String, JsonNode> rows, String id) {
		JsonNode row = rows.get(id);
		if (row == null) {
			throw new IllegalStateException("The sandbox's Salesforce has no " + id);
		}
		return row;
	}

	private Map<String, JsonNode> byId(Kind kind) {
		Map<String, JsonNode> rows = new HashMap<>();
		this.world.rows(kind.object()).forEach((row) -> rows.put(id(row), row));
		return rows;
	}

	private static boolean is(JsonNode row, String field) {
		return row.get(field).asString("").equals("true");
	}

	private static String id(JsonNode row) {
		return row.get("Id").stringValue();
	}

	private static void add(Set<String> ids, JsonNode row, String field) {
		if (!row.get(field).isNull()) {
			ids.add(row.get(field).stringValue());
		}
	}

	private void compare(Kind kind, Map<String, Map<String, String>> wanted) {
		Map<String, JsonNode> held = new TreeMap<>();
		for (JsonNode entity : this.world.held(kind)) {
			String id = entity.get("external_id").asString("");
			if (held.put(id, entity.get("fields")) != null) {
				this.doubled += tell("COR holds %s %s twice".formatted(kind.word(), id));
			}
			else if (!wanted.containsKey(id)) {
				this.doubled += tell("COR holds %s %s, which is not in scope".formatted(kind.word(), id));
			}
		}
		wanted.forEach((id, fields) -> {
			JsonNode entity = held.get(id);
			if (entity == null) {
				this.lost += tell("COR does not hold %s %s".formatted(kind.word(), id));
			}
			else {
				String difference = difference(fields, entity);
				if (difference != null) {
					this.lost += tell("%s %s: %s".formatted(kind.word(), id, difference));
				}
			}
		});
	}

	private static @Nullable String difference(Map<String, String> wanted, JsonNode held) {
		for (Map.Entry<String, String> field : wanted.entrySet()) {
			String value = held.path(field.getKey()).asString("");
			if (!same(field.getValue().strip(), value.strip())) {
				return "%s is \"%.60s\" in COR and \"%.60s\" in Salesforce".formatted(field.getKey(), value,
						field.getValue());
			}
		}
		Set<String> more = new TreeSet<>(new LinkedHashMap<>(held.propertyStream()
			.collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))).keySet());
		more.removeAll(wanted.keySet());
		more.remove("id");
		return more.isEmpty() ? null : "COR has more fields: " + more;
	}

	private static boolean same(String one, String other) {
		if (one.equals(other)) {
			return true;
		}
		String number = "-?\\d+(\\.\\d+)?([eE]\\+?\\d+)?";
		return one.matches(number) && other.matches(number)
				&& new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
	}

	private int tell(String problem) {
		if (this.problems.size() < TOLD) {
			this.problems.add(problem);
		}
		return 1;
	}

	// When all is in order, nothing is sent any more.
	private void quiet(Program program) throws IOException, InterruptedException {
		long before = this.world.calls();
		Ended last = program.run("sync", "--yes");
		long calls = this.world.calls() - before;
		if (last.code() != 0 || calls > 0) {
			this.unsettled++;
			this.problems.add("The last sync made %d calls; %s".formatted(calls, last.inShort()));
		}
	}

	private void certificates(Ended runs) {
		if (runs.code() != 0 || runs.json().isEmpty()) {
			this.unbalanced++;
			this.problems.add(runs.inShort());
		}
		for (JsonNode line : runs.json()) {
			JsonNode run = line.get("run");
			if (!run.get("state").asString("").equals("COMPLETED")) {
				this.unbalanced++;
				this.problems.add("Run %s is %s at the end: %s".formatted(run.get("number"), run.get("state"),
						run.get("message")));
			}
			Map<String, Long> open = new TreeMap<>();
			for (JsonNode count : line.get("counts")) {
				boolean read = count.get("outcome").asString("").equals("read");
				open.merge(count.get("step").asString("") + " " + count.get("kind").asString(""),
						(read ? 1 : -1) * count.get("rows").asLong(), Long::sum);
			}
			open.values().removeIf((rows) -> rows == 0);
			if (!open.isEmpty()) {
				this.unbalanced++;
				this.problems.add("The certificate of run %s does not add up, read less outcomes is %s"
					.formatted(run.get("number"), open));
			}
		}
	}

	private void stuck(Ended failures) {
		int rows = failures.json().size();
		if (failures.code() != 0 || rows > 0) {
			this.unsettled += Math.max(1, rows);
			this.problems.add(failures.inShort());
		}
	}

}
