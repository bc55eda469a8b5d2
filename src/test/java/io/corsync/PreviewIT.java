package io.corsync;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.corsync.sandbox.Sandbox;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a preview says is what the next sync does; and it changes nothing.
 */
class PreviewIT {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void saysNumberByNumberWhatTheFirstRunAndTheNextNightDo(Database database) throws Exception {
		try (Agency agency = Agency.of(5000)) {
			Program program = database.program(this.directory, agency.settings()).with("SYNC_ON_LEAVE", "archive");
			JsonNode first = preview(program, agency);
			assertThat(first.get("nothingSynced").asBoolean()).isTrue();
			assertThat(first.get("firstRun").asBoolean()).isTrue();
			assertThat(this.directory).isEmptyDirectory();
			assertSameBooks(first, program.run("sync", "--yes", "--output", "json").expect(0).json());
			agency.requireComplete();
			List<String> synced = List.copyOf(agency.held("projects").keySet());
			String won = changeThings(agency, synced);
			program.file("config/mapping.yml",
					Files.readString(Path.of("config", "mapping.yml")).replace("    default: pending\n", ""));
			Map<String, List<String>> before = dump(program);
			JsonNode night = preview(program, agency);
			assertThat(dump(program)).isEqualTo(before);
			JsonNode update = row(night, synced.get(3));
			assertThat(update.get("action").stringValue()).isEqualTo("update");
			assertThat(update.get("changes").propertyNames()).containsExactly("client_id", "estimated", "name");
			assertThat(update.get("changes").get("name").get("after").stringValue()).isEqualTo("New name");
			assertThat(update.get("changes").get("name").get("before").stringValue())
				.isEqualTo(agency.held("projects", synced.get(3)).get("name").stringValue());
			assertThat(row(night, won).get("action").stringValue()).isEqualTo("create");
			assertThat(row(night, synced.get(5)).get("action").stringValue()).isEqualTo("archive");
			assertThat(row(night, synced.get(6)).get("action").stringValue()).isEqualTo("archive");
			assertThat(actions(night, "contract")).contains("refuse");
			assertThat(actions(night, "project")).contains("wait");
			assertThat(night.get("outsideRule").asLong()).isEqualTo(2);
			requireScreen(program.run("preview").expect(0));
			JsonNode done = program.run("sync", "--output", "json").expect(3).json();
			assertSameBooks(night, done);
			JsonNode quiet = preview(program, agency);
			assertThat(actions(quiet, "client")).isEmpty();
			assertThat(actions(quiet, "project")).containsExactly("wait");
			assertSameBooks(quiet, program.run("sync", "--output", "json").expect(3).json());
			agency.requireNoViolation();
		}
	}

	/** What happens in a day, of everything something. */
	private static String changeThings(Agency agency, List<String> synced) {
		agency.change("Opportunity", synced.get(3), Map.of("Name", "New name", "Amount", "77.5"));
		String client = agency.held("projects", synced.get(3)).get("client_id").stringValue();
		agency.change("Account", client, Map.of("Phone", "+51 1 999"));
		agency.change("Opportunity", synced.get(5), Map.of("StageName", "Prospecting"));
		agency.salesforce("DELETE", "rows/Opportunity/" + synced.get(6), null);
		agency.create("Opportunity", Map.of("Name", "Not yet", "StageName", "Prospecting", "CloseDate", "2026-11-20"));
		String account = agency.create("Account", Map.of("Name", "Shared by two"));
		String merged = agency.create("Account", Map.of("Name", "The winner"));
		agency.salesforce("POST", "merge", Map.of("winner", merged, "loser", client));
		String contract = agency.create("Contract", Map.of("AccountId", account, "Status", "Expired"));
		agency.win("Behind a refused contract", Map.of("AccountId", account, "ContractId", contract));
		agency.win("Shares the new client", Map.of("AccountId", account));
		return agency.win("Won today", Map.of("AccountId", account));
	}

	@Test
	void knowsWhatASettingInCorHoldsUpAndWhatAStopLeft() throws Exception {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 300, 1, 0, 20))) {
			Program program = Program.in(this.directory, agency.settings());
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 60);
				assertThat(sync.signal("TERM").end().code()).isEqualTo(143);
			}
			JsonNode rest = preview(program, agency);
			assertThat(rest.get("runs")).hasSize(2);
			assertThat(rest.get("runs").get(0).get("continued").asBoolean()).isTrue();
			requireScreen(program.run("preview").expect(0).says("run 1, begun earlier and not finished, reads"));
			assertSameBooks(rest, program.run("sync", "--yes", "--output", "json").expect(0).json());
			agency.cor("POST", "faults",
					Map.of("effect", "ANSWER", "verb", "POST", "kind", "contracts", "status", 400, "times", 0, "body",
							"{\"name\":\"CORCustomError\",\"code\":\"CTR006\",\"message\":\"No hay tarifa\"}"));
			String account = agency.create("Account", Map.of("Name", "Sin tarifa"));
			for (int i = 0; i < 3; i++) {
				String contract = agency.create("Contract", Map.of("AccountId", account, "Status", "Draft"));
				agency.win("Detenido " + i, Map.of("AccountId", account, "ContractId", contract));
			}
			program.run("sync").expect(3).says("blocked");
			agency.win("Otro", Map.of("AccountId", account));
			JsonNode night = preview(program, agency);
			assertThat(actions(night, "contract")).containsExactly("block", "block", "block");
			requireScreen(program.run("preview").expect(0).says("Held up by a setting in COR", "CTR006"));
			assertSameBooks(night, program.run("sync", "--output", "json").expect(3).json());
		}
	}

	@ParameterizedTest
	@EnumSource
	void looksOnWhileASyncGoesOn(Database database) {
		try (Agency agency = Agency.with(new Sandbox.Options(0, 1000, 1, 0, 1000))) {
			Program program = database.program(this.directory, agency.settings());
			try (Started sync = program.start("sync", "--yes")) {
				agency.awaitCalls(sync, 30);
				requireScreen(program.run("preview").expect(0).says("Another run goes on meanwhile: sync (process "));
				sync.requireAlive();
				agency.behave(Map.of("latencyMillis", 0));
				assertThat(sync.end().code()).isZero();
			}
			agency.requireComplete();
			agency.requireNoViolation();
			program.run("preview").expect(0).says("no row was read");
		}
	}

	@Test
	void takesNothingFromASyncThatBeginsAtTheSameTime() {
		try (Agency agency = Agency.of(1000)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes", "--limit", "400").expect(0);
			try (Started preview = program.start("preview"); Started sync = program.start("sync", "--yes")) {
				preview.end().expect(0);
				sync.end().expect(0);
			}
			agency.requireComplete();
			agency.requireNoViolation();
		}
	}

	@Test
	void showsWhatGuardsHold() {
		try (Agency agency = Agency.of(10)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			for (int i = 0; i < 103; i++) {
				agency.win("Deal " + i, Map.of());
			}
			Ended preview = program.run("preview").expect(0);
			preview.says("Held by a guard until somebody approves: 3 projects", "GUARD_CREATE", "approve 2",
					"Created, or adopted if COR has them already: 100 projects", "… and 95 more projects");
			requireScreen(preview);
			JsonNode night = preview(program, agency);
			assertSameBooks(night, program.run("sync", "--output", "json").expect(6).json());
			requireScreen(program.run("preview").expect(0).says("held"));
		}
	}

	@Test
	void tellsByFieldWhatAChangedMappingChangesInHistory() throws Exception {
		try (Agency agency = Agency.of(0)) {
			Program program = Program.in(this.directory, agency.settings()).with("SYNC_OVERLAP", "0s");
			for (int i = 0; i < 310; i++) {
				agency.win("Deal " + i, Map.of());
			}
			program.run("sync", "--yes").expect(0);
			assertThat(preview(program, agency).has("history")).isFalse();
			program.file("config/mapping.yml", Files.readString(Path.of("config", "mapping.yml"))
				.replace("  brief: Description\n", "  brief: { from: Description, default: none }\n"));
			agency.change("Opportunity", agency.win("Today", Map.of()), Map.of("Amount", "7"));
			String changed = agency.held("projects").keySet().iterator().next();
			agency.change("Opportunity", changed, Map.of("Name", "New name"));
			JsonNode night = preview(program, agency);
			assertThat(night.get("changed").toString())
				.isEqualTo("[{\"kind\":\"project\",\"rows\":1,\"held\":0,\"fields\":{\"brief\":1,\"name\":1}}]");
			assertThat(night.get("rows")).hasSize(2);
			assertThat(night.get("history").get("because").stringValue()).contains("Since run 1 the mapping (");
			assertThat(night.get("history").get("changed").toString())
				.isEqualTo("[{\"kind\":\"project\",\"rows\":309,\"held\":9,\"fields\":{\"brief\":309}}]");
			requireScreen(program.run("preview")
				.expect(0)
				.says("1 project in COR would change: brief 1, name 1", "Since run 1 the mapping",
						"309 projects in COR would change (9 of them held): brief 309"));
			assertThat(program.run("preview", "--limit", "5").expect(0).said()).doesNotContain("309");
			assertThat(program.run("preview", "--id", changed).expect(0).said()).doesNotContain("309");
			JsonNode whole = program.run("reconcile", "--dry-run", "--output", "json").expect(0).json();
			assertThat(whole.get("changed").get(0).get("fields").toString()).isEqualTo("{\"brief\":310,\"name\":1}");
			program.run("sync").expect(0).says("Since run 1 the mapping");
			program.run("reconcile").expect(6).says("9 projects in COR would change (held): brief 9", "approve 3");
			program.run("preview").expect(0);
			program.run("approve", "3").expect(0);
			assertThat(preview(program, agency).has("history")).isFalse();
			agency.requireNoViolation();
		}
	}

	@Test
	void looksAtNamedDealsOnly() throws Exception {
		try (Agency agency = Agency.of(10)) {
			Program program = Program.in(this.directory, agency.settings());
			String won = agency.win("=cmd|' /C calc'!A0", Map.of());
			String lost = agency.create("Opportunity",
					Map.of("Name", "Not yet", "StageName", "Prospecting", "CloseDate", "2026-11-20"));
			requireScreen(program.run("preview", "--id", won, "--id", lost, "--id", "006000000000001AAA")
				.expect(0)
				.says("Nothing has been synced yet", "1 project", won, "Not read: 2 projects",
						"It does not meet the rule: IsWon = true", "It is not there, or this user may not see it"));
			String csv = program.run("preview", "--id", won, "--output", "csv").expect(0).out();
			assertThat(csv.lines()).hasSizeGreaterThan(3)
				.allSatisfy((line) -> assertThat(line).matches("\"action\".*|\"create\",\"project\",.*"));
			assertThat(csv).contains("\"'=cmd|' /C calc'!A0\"");
			JsonNode limited = program.run("preview", "--limit", "3", "--output", "json").expect(0).json();
			assertThat(actions(limited, "project")).containsExactly("create", "create", "create");
			program.run("preview", "--limit", "0").expect(2).says("--limit is 0");
			program.run("preview", "--id", "001000000000001AAA", "--id", won)
				.expect(2)
				.says("001000000000001AAA is no Opportunity but an Account", "begin with 006", "explain ID");
			program.run("sync", "--id", "800000000000001AAA").expect(2).says("is no Opportunity but a Contract");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void needsNoKeyOfCor() {
		try (Agency agency = Agency.of(10)) {
			Program program = Program.in(this.directory, agency.settings()).with("COR_API_KEY", "");
			program.run("preview").expect(0).says("created");
			program.with("SYNC_FILTER", "Nmae = 'x'").run("preview").expect(2).says("Nmae");
			program.with("SALESFORCE_CLIENT_SECRET", "wrong-one")
				.run("preview")
				.expect(2)
				.says("SALESFORCE_CLIENT_SECRET");
			assertThat(this.directory).isEmptyDirectory();
		}
	}

	@Test
	void saysNothingWhenItIsStopped() {
		try (Agency agency = Agency.of(2000)) {
			Program program = Program.in(this.directory, agency.settings());
			try (Started preview = program.start("preview")) {
				Awaitility.await()
					.failFast(preview::requireAlive)
					.until(() -> Files.readString(preview.err()).contains("This is the first run"));
				Ended ended = preview.signal("INT").end();
				assertThat(ended.code()).isEqualTo(130);
				assertThat(ended.out()).isEmpty();
				ended.says("The preview was stopped");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void leavesTablesOfAnOlderVersionAsTheyAre(Database database) throws Exception {
		try (Agency agency = Agency.of(40)) {
			Program program = database.program(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			try (Connection connection = Database.open(program); Statement statement = connection.createStatement()) {
				statement.execute("DROP TABLE run_slice");
				for (String index : List.of("ledger_by_name", "ledger_by_run")) {
					statement.execute("DROP INDEX " + index);
				}
				for (String column : List.of("creation_values", "first_accepted_at", "lacks_client", "lacks_contract",
						"lacks_brand", "lacks_product", "name_key")) {
					statement.execute("ALTER TABLE ledger DROP COLUMN " + column);
				}
				for (String asker : List.of("asker_command", "asker_host", "asker_machine", "asker_pid", "asker_start",
						"asked_at")) {
					statement.execute("ALTER TABLE lease DROP COLUMN " + asker);
				}
				for (String column : List.of("shared_fit", "shared_request")) {
					statement.execute("ALTER TABLE run DROP COLUMN " + column);
				}
				for (String table : List.of("standing", "audit", "described_field", "due_time", "worker",
						"handed_slice", "guard_count", "call_budget", "int_channel_message")) {
					statement.execute("DROP TABLE " + table);
				}
				statement.execute("DELETE FROM \"cor_sync_schema\" WHERE \"version\" NOT IN ('1', '2', '3')");
			}
			agency.win("Won today", Map.of());
			Map<String, List<String>> before = dump(program);
			JsonNode night = preview(program, agency);
			assertThat(dump(program)).isEqualTo(before);
			assertThat(actions(night, "project")).containsExactly("create");
			assertSameBooks(night, program.run("sync", "--output", "json").expect(0).json());
		}
	}

	@Test
	void refusesTablesOfANewerVersion() throws Exception {
		try (Agency agency = Agency.of(10)) {
			Program program = Program.in(this.directory, agency.settings());
			program.run("sync", "--yes").expect(0);
			try (Connection connection = Database.open(program); Statement statement = connection.createStatement()) {
				statement.execute("UPDATE \"cor_sync_schema\" SET \"version\" = '99' WHERE \"version\" = '5'");
			}
			Map<String, List<String>> before = dump(program);
			program.run("preview").expect(2).says("newer version");
			assertThat(dump(program)).isEqualTo(before);
		}
	}

	private static JsonNode preview(Program program, Agency agency) {
		agency.forgetCalls();
		JsonNode preview = program.run("preview", "--output", "json").expect(0).json();
		assertThat(agency.cor("counts").get("calls")).as("calls to COR").isEmpty();
		List<String> names = new ArrayList<>(
				List.of("nothingSynced", "firstRun", "running", "rule", "outsideRule", "runs", "changed", "rows"));
		if (preview.has("history")) {
			names.add("history");
		}
		assertThat(preview.propertyNames()).containsExactlyElementsOf(names);
		return preview;
	}

	private static List<String> actions(JsonNode preview, String kind) {
		return preview.get("rows")
			.valueStream()
			.filter((row) -> row.get("kind").stringValue().equals(kind))
			.map((row) -> row.get("action").stringValue())
			.toList();
	}

	private static JsonNode row(JsonNode preview, String id) {
		return preview.get("rows")
			.valueStream()
			.filter((row) -> row.get("externalId").stringValue().equals(id))
			.findFirst()
			.orElseThrow();
	}

	private static void assertSameBooks(JsonNode preview, JsonNode reports) {
		assertThat(reports).hasSameSizeAs(preview.get("runs"));
		for (int i = 0; i < reports.size(); i++) {
			JsonNode run = preview.get("runs").get(i);
			JsonNode report = reports.get(i);
			assertThat(books(run.get("counts"))).isEqualTo(books(report.get("counts")));
			assertThat(run.get("number")).isEqualTo(report.get("run").get("number"));
			assertThat(run.get("continued")).isEqualTo(report.get("continued"));
		}
		JsonNode last = reports.get(reports.size() - 1);
		assertThat(preview.get("runs").get(reports.size() - 1).get("exitCode").asInt())
			.isEqualTo(last.get("run").get("exitCode").asInt());
	}

	private static Map<String, Long> books(JsonNode counts) {
		Map<String, Long> books = new TreeMap<>();
		counts.valueStream()
			.filter((count) -> count.get("rows").asLong() > 0)
			.forEach((count) -> books.put("%s %s %s".formatted(count.get("step").stringValue(),
					count.get("kind").stringValue(), count.get("outcome").stringValue()), count.get("rows").asLong()));
		return books;
	}

	/** Every row of every table as text. */
	private static Map<String, List<String>> dump(Program program) throws Exception {
		Map<String, List<String>> dump = new TreeMap<>();
		try (Connection connection = Database.open(program)) {
			List<String> tables = new ArrayList<>();
			try (ResultSet names = connection.getMetaData()
				.getTables(null, null, null, new String[] { "TABLE", "BASE TABLE" })) {
				while (names.next()) {
					if (!names.getString("TABLE_SCHEM").equalsIgnoreCase("information_schema")) {
						tables.add(names.getString("TABLE_NAME"));
					}
				}
			}
			for (String table : tables) {
				dump.put(table, rows(connection, table));
			}
		}
		assertThat(dump).hasSizeGreaterThan(10);
		return dump;
	}

	private static List<String> rows(Connection connection, String table) throws Exception {
		List<String> rows = new ArrayList<>();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
			while (row.next()) {
				StringBuilder text = new StringBuilder();
				for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
					text.append(row.getString(column)).append('|');
				}
				rows.add(text.toString());
			}
		}
		rows.sort(null);
		return rows;
	}

	private static void requireScreen(Ended ended) {
		List<String> wide = ended.out().lines().filter((line) -> line.codePointCount(0, line.length()) > 80).toList();
		assertThat(wide).as("lines wider than 80 columns").isEmpty();
	}

}
