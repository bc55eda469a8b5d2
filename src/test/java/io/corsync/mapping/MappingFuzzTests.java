package io.corsync.mapping;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.corsync.cor.Payload;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any row, mapped by any mapping, becomes a valid payload or is refused by name.
 */
class MappingFuzzTests {

	private static final int MAPPINGS = 400;

	private static final int ROWS = 50;

	private static final Set<String> CAUSES = Set.of("MISSING_VALUE", "VALUE_TYPE", "VALUE_NOT_IN_TABLE",
			"VALUE_TOO_LONG", "EXPRESSION_FAILED");

	private static final List<String> PATHS = List.of("Name", "Amount", "Account.Name", "Type", "Html__c", "CloseDate",
			"Signed__c", "Region__r.Code__c", "Account.Owner.Email", "IsWon");

	private static final List<String> TERMS = List.of("round(%s, 2)", "%s * 2", "%s + %s", "%s / 3",
			"divide(%s, %s, 2)", "%s + days(30)", "firstOfNextMonth(%s)", "%s > 5 ? %s : null", "join(', ', %s, %s)",
			"trim(%s, 7)", "plain(%s)", "replace(%s, 'a', %s)", "%s == %s", "!%s || %s == null", "first(%s, %s)",
			"date(%s)", "-%s", "upper(%s)", "oneOf(%s, 'A', 5, true)", "contains(%s, %s)", "days(%s)", "number(%s)",
			"isEmpty(%s) && %s < %s");

	private static final List<String> VALUES = List.of("", " ", "A", "5", "0", "-1.5", "1.0E7", "1E400", "1E-401",
			"1e2147483647", "9".repeat(400), "true", "false", "2026-11-23", "2026-11-23T02:00:00.000Z",
			"+999999999-12-31", "-0001-01-01", "NaN", "Infinity", "\r\n", "\uD800", "\uDC00x", "😀", "fee", "<p>x</p>",
			"<", "&amp;", "{Name}", "' || true", "\u0000", "\u202E", "a".repeat(5_000), Rows.ACCOUNT_ID);

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	@Test
	void makesAPayloadOrARefusalOfAnything() {
		int sound = 0;
		int refused = 0;
		for (int i = 0; i < MAPPINGS; i++) {
			String text = mapping();
			Mapping mapping;
			try {
				mapping = MappingFile.read(text, "my.yml").bind(zone());
			}
			catch (MappingException ex) {
				assertThat(ex.problems()).as("seed %d:%n%s", this.seed, text).isNotEmpty();
				continue;
			}
			for (int row = 0; row < ROWS; row++) {
				MappedOpportunity mapped = map(mapping, text);
				List<Mapped> all = new ArrayList<>(mapped.parents());
				all.add(mapped.project());
				all.forEach((each) -> assertSound(each, text));
				sound += mapped.project().refusals().isEmpty() ? 1 : 0;
				refused += mapped.project().refusals().isEmpty() ? 0 : 1;
			}
		}
		assertThat(sound).as("seed %d", this.seed).isGreaterThan(500);
		assertThat(refused).as("seed %d", this.seed).isGreaterThan(1_000);
	}

	private MappedOpportunity map(Mapping mapping, String text) {
		Rows row = Rows.row(Rows.OPPORTUNITY_ID);
		for (String field : mapping.opportunityFields()) {
			if (field.endsWith("SystemModstamp")) {
				row.with(field, Rows.STAMP);
			}
			else if (!field.equals("Id") && this.random.nextInt(5) > 0) {
				row.with(field, value());
			}
		}
		try {
			return mapping.opportunity(row.build());
		}
		catch (RuntimeException ex) {
			throw new AssertionError("seed %d:%n%s".formatted(this.seed, text), ex);
		}
	}

	private void assertSound(Mapped mapped, String text) {
		assertThat(Payload.parse(mapped.payload().text())).as("seed %d:%n%s", this.seed, text)
			.isEqualTo(mapped.payload());
		mapped.payload().names().forEach((name) -> {
			JsonNode value = mapped.payload().get(name);
			assertThat(fits(CorField.of(mapped.kind()).get(name).type(), value))
				.as("seed %d: %s %s%n%s", this.seed, name, value, text)
				.isTrue();
		});
		mapped.refusals().forEach((refusal) -> {
			assertThat(CAUSES).contains(refusal.cause());
			assertThat(refusal.message()).hasLineCount(1).hasSizeLessThan(1_000);
		});
	}

	private static boolean fits(CorType type, JsonNode value) {
		return value.isNull() || switch (type) {
			case STRING -> value.isString() && !value.stringValue().isBlank();
			case NUMBER -> value.isNumber();
			case BOOLEAN -> value.isBoolean();
			case DATE -> value.isString() && value.stringValue().matches("\\d{4}-\\d\\d-\\d\\d");
			case INCOME_TYPE -> value.isString() && value.stringValue().matches("fee|one_time|hourly_rate|contract");
		};
	}

	private String mapping() {
		StringBuilder text = new StringBuilder("version: 1\nproject:\n  name: ")
			.append((this.random.nextInt(4) == 0) ? rule(false) : "{ from: Name, default: One }")
			.append('\n');
		for (String field : List.of("brief", "estimated", "start", "billable", "income_type", "pm_id",
				"deliverables")) {
			if (this.random.nextInt(4) == 0) {
				text.append("  ").append(field).append(": ").append(rule(!field.equals("estimated"))).append('\n');
			}
		}
		text.append("  client_id: AccountId\n");
		if (this.random.nextInt(3) == 0) {
			text.append("  stop-updates-when: \"").append(expression()).append("\"\n");
		}
		text.append("client:\n  name: Name\n  description: { from: Description, plain-text: true }\n");
		if (this.random.nextBoolean()) {
			text.append("rules:\n  - name: a\n    when: { Type: [A, null] }\n    project: { brief: ")
				.append(rule(true))
				.append(" }\n  - { name: b, when: { Type: fee }, skip: true }\n");
		}
		return text.toString();
	}

	private String rule(boolean text) {
		String way = switch (this.random.nextInt(5)) {
			case 0 -> "from: " + path();
			case 1 -> "from: [" + path() + ", " + path() + "]";
			case 2 -> "template: \"{" + path() + "} {{" + path() + "}} {" + path() + "}\"";
			default -> "expression: \"" + expression() + "\"";
		};
		String more = switch (this.random.nextInt(6)) {
			case 0 -> text ? ", max-length: 5, too-long: cut" : "";
			case 1 -> text ? ", max-length: 9, plain-text: true" : "";
			case 2 -> ", values: { A: fee, 5: contract }, ignore-case: true, unmapped: omit";
			case 3 -> ", null: clear, owner: always";
			default -> "";
		};
		return "{ " + way + more + " }";
	}

	private String expression() {
		String term = TERMS.get(this.random.nextInt(TERMS.size()));
		while (term.contains("%s")) {
			String inner = (this.random.nextInt(4) == 0) ? "(" + TERMS.get(this.random.nextInt(TERMS.size())) + ")"
					: path();
			term = term.replaceFirst("%s", (term.length() > 300) ? path() : inner);
		}
		return term;
	}

	private String path() {
		return PATHS.get(this.random.nextInt(PATHS.size()));
	}

	private String value() {
		if (this.random.nextInt(4) > 0) {
			return VALUES.get(this.random.nextInt(VALUES.size()));
		}
		StringBuilder text = new StringBuilder();
		this.random.ints(this.random.nextInt(30), 0, 0x10000).forEach((unit) -> text.append((char) unit));
		return text.toString();
	}

	private ZoneId zone() {
		return ZoneId.of(List.of("Pacific/Auckland", "Pacific/Honolulu", "UTC").get(this.random.nextInt(3)));
	}

}
